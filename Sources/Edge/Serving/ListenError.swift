// SPDX-License-Identifier: EUPL-1.2

import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A server could not begin to listen.
public struct ListenError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of failure; open, so that later kinds break nobody.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        /// The word for logs.
        public let description: String

        /// Another process, or another server of this one, listens there already.
        public static let addressInUse = Code(description: "address-in-use")
        /// The address is not one of this machine.
        public static let addressNotAvailable = Code(description: "address-not-available")
        /// The operating system does not let this user listen there.
        public static let notPermitted = Code(description: "not-permitted")
        /// The host name or port number means nothing.
        public static let invalidAddress = Code(description: "invalid-address")
        /// The server was started before.
        public static let alreadyStarted = Code(description: "already-started")
        /// Anything else.
        public static let failed = Code(description: "failed")
    }

    /// The kind of failure.
    public let code: Code

    /// What is wrong and what to do, in one sentence.
    public let reason: String

    /// Code and reason.
    public var description: String { "\(code): \(reason)" }

    /// The failure `cause` of listening at `host` and `port`.
    init(_ cause: any Error, host: String, port: Int) {
        let place = "\(host) port \(port)"
        switch (cause as? IOError)?.errnoCode {
        case EADDRINUSE:
            code = .addressInUse
            reason = "Something listens at \(place) already; stop it or choose another port."
        case EADDRNOTAVAIL:
            code = .addressNotAvailable
            reason = "\(host) is no address of this machine; choose one that is, or 0.0.0.0 for all."
        case EACCES, EPERM:
            code = .notPermitted
            reason = "Listening at \(place) is not allowed; choose a port above 1023 or grant the right to bind lower ones."
        case .some(let number):
            code = .failed
            reason = "Listening at \(place) failed with system error \(number); check the address and the network."
        case nil:
            code = cause is SocketAddressError ? .invalidAddress : .failed
            reason = "Listening at \(place) failed; check that the host is an address or a name that resolves."
        }
    }

    /// A failure that needs no system error to explain.
    init(code: Code, reason: String) {
        self.code = code
        self.reason = reason
    }
}
