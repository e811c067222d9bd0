// SPDX-License-Identifier: EUPL-1.2

import Dispatch
import Store
import Synchronization

/// Hears from the server that another hub has written, and passes that on to whoever wants to know.
///
/// It connects when first asked. After a connection is made anew it tells as well, as something may have been missed.
final class ChangeListener: Sendable {
    private struct State {
        var streams: [UInt64: AsyncStream<Void>.Continuation] = [:]
        var lastStream: UInt64 = 0
        var isListening = false
        var isClosed = false
    }

    private let address: PostgresAddress
    private let identity: WriterIdentity
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "schakel.store.listener")

    init(_ address: PostgresAddress, _ identity: WriterIdentity) {
        self.address = address
        self.identity = identity
    }

    /// A stream of its own, in which changes that nobody fetched yet are one.
    func changes() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let mustStart: Bool? = state.withLock { state in
            guard !state.isClosed else { return nil }
            state.lastStream += 1
            let number = state.lastStream
            state.streams[number] = continuation
            continuation.onTermination = { [weak self] _ in self?.end(number) }
            defer { state.isListening = true }
            return !state.isListening
        }
        switch mustStart {
        case nil: continuation.finish()
        case true?: queue.async { self.listen() }
        case false?: break
        }
        return stream
    }

    /// Ends all streams and, within a moment, the connection.
    func close() {
        let streams = state.withLock { state in
            state.isClosed = true
            defer { state.streams = [:] }
            return state.streams
        }
        for stream in streams.values { stream.finish() }
    }

    private func end(_ number: UInt64) {
        _ = state.withLock { $0.streams.removeValue(forKey: number) }
    }

    private func tell() {
        let streams = state.withLock { Array($0.streams.values) }
        for stream in streams { stream.yield() }
    }

    private var isClosed: Bool { state.withLock { $0.isClosed } }

    private func listen() {
        while !isClosed {
            do {
                let connection = try PostgresConnection(to: address, as: .listener)
                try connection.run("LISTEN \(PostgresWriter.channel)")
                tell()
                while !isClosed {
                    let tellers = try connection.notifications(within: .milliseconds(250))
                    let own = identity.backend.load(ordering: .relaxed)
                    if tellers.contains(where: { $0 != own }) { tell() }
                }
            } catch {
                suspendThread(milliseconds: 300)
            }
        }
    }
}
