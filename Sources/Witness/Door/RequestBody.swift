// SPDX-License-Identifier: EUPL-1.2

import Hummingbird
import NIOCore

/// Takes the body of a request in, if it is not too long and comes in time.
enum RequestBody {
    /// The body did not arrive in time.
    struct TooSlow: Error {}

    /// The whole body.
    /// - Throws: ``TooSlow``, `NIOTooManyBytesError`, or what broke the connection.
    static func collect(_ request: Request, upTo mostBytes: Int, within limit: Duration) async throws -> ByteBuffer {
        try await withThrowingTaskGroup(of: ByteBuffer.self) { group in
            group.addTask { try await request.body.collect(upTo: mostBytes) }
            group.addTask {
                try await Task.sleep(for: limit)
                throw TooSlow()
            }
            defer { group.cancelAll() }
            return try await group.next() ?? ByteBuffer()
        }
    }
}
