// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Synchronization

/// The acts that wait for the next batch. Bounded: an act that finds it full is told to come back.
final class ActQueue: Sendable {
    /// An act with whoever waits for it.
    struct Waiting: Sendable {
        let act: Act
        let continuation: CheckedContinuation<Entered, any Error>
    }

    private struct State {
        var waiting: [Waiting] = []
        var isClosed = false
        var isInterrupted = false
        var consumer: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())
    private let capacity: Int

    init(capacity: Int) { self.capacity = capacity }

    /// Waits until the act is durable, or refused.
    func submit(_ act: Act) async throws -> Entered {
        try await withCheckedThrowingContinuation { continuation in
            let consumer: CheckedContinuation<Void, Never>?? = state.withLock { state in
                guard !state.isClosed, state.waiting.count < capacity else { return nil }
                state.waiting.append(Waiting(act: act, continuation: continuation))
                let consumer = state.consumer
                state.consumer = nil
                return .some(consumer)
            }
            switch consumer {
            case .none: continuation.resume(throwing: Refusal(.overloaded, "The hub is busy or closing: try again in a moment."))
            case .some(let consumer): consumer?.resume()
            }
        }
    }

    /// Whether it is closed and everything in it was served.
    var isFinished: Bool { state.withLock { $0.isClosed && $0.waiting.isEmpty } }

    /// The next acts, at most `most`; none when the wait was interrupted, nil when the queue is closed and empty.
    func next(most: Int) async -> [Waiting]? {
        while true {
            var interrupted = false
            let batch: [Waiting]? = state.withLock { state in
                if state.isInterrupted {
                    state.isInterrupted = false
                    interrupted = true
                    return []
                }
                guard !state.waiting.isEmpty else { return state.isClosed ? nil : [] }
                let batch = Array(state.waiting.prefix(most))
                state.waiting.removeFirst(batch.count)
                return batch
            }
            guard let batch else { return nil }
            guard batch.isEmpty, !interrupted else { return batch }
            await withCheckedContinuation { continuation in
                let mustWait = state.withLock { state in
                    guard state.waiting.isEmpty, !state.isClosed, !state.isInterrupted else { return false }
                    state.consumer = continuation
                    return true
                }
                if !mustWait { continuation.resume() }
            }
        }
    }

    /// Ends the wait for acts, once.
    func interrupt() {
        let consumer = state.withLock { state in
            state.isInterrupted = true
            let consumer = state.consumer
            state.consumer = nil
            return consumer
        }
        consumer?.resume()
    }

    /// Tells all who wait that their acts are not entered here.
    func fail(with error: any Error) {
        let waiting = state.withLock { state in
            let waiting = state.waiting
            state.waiting = []
            return waiting
        }
        for waiting in waiting { waiting.continuation.resume(throwing: error) }
    }

    /// Takes no more acts; those that wait are still served.
    func close() {
        let consumer = state.withLock { state in
            state.isClosed = true
            let consumer = state.consumer
            state.consumer = nil
            return consumer
        }
        consumer?.resume()
    }
}

extension RefusalCode {
    /// The hub cannot take the act now.
    static let overloaded: RefusalCode = "overloaded"
}
