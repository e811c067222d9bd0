// SPDX-License-Identifier: EUPL-1.2

import NIOSSL
import Synchronization

/// The TLS that new connections of a door begin with. It may be replaced while they come in; those that are there keep what they have.
final class LiveTLSContext: Sendable {
    private let context: Mutex<NIOSSLContext>

    init(_ context: NIOSSLContext) { self.context = Mutex(context) }

    /// Takes over what `other` has.
    func adopt(_ other: LiveTLSContext) {
        let fresh = other.context.withLock { $0 }
        context.withLock { $0 = fresh }
    }

    /// The handler of a new connection.
    func handler() -> NIOSSLServerHandler { NIOSSLServerHandler(context: context.withLock { $0 }) }
}
