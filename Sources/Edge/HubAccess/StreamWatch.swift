// SPDX-License-Identifier: EUPL-1.2

import Synchronization

/// Ends a stream that has been quiet for too long, that goes on without bringing what it must, or that is no longer wanted.
final class StreamWatch: Sendable {
    /// Why a stream was ended.
    enum End: Sendable {
        /// It is no longer wanted.
        case unwanted
        /// Nothing arrived.
        case silent
        /// Something arrived, but not what must.
        case fruitless
    }

    private struct State {
        var deadlines: StreamDeadlines
        var end: End?
    }

    private let state: Mutex<State>
    private let hangUp: @Sendable () -> Void

    /// Starts watching.
    /// - Parameters:
    ///   - silence: how long the stream may be quiet.
    ///   - patience: how long it may go on without bringing what it must; nil when that does not matter.
    ///   - hangUp: ends the stream; called once.
    init(silence: Duration, patience: Duration? = nil, hangUp: @escaping @Sendable () -> Void) {
        self.hangUp = hangUp
        state = Mutex(State(deadlines: StreamDeadlines(silence: silence, patience: patience, now: .now)))
        Task { [weak self] in
            while let rest = self?.rest() {
                try? await Task.sleep(for: max(rest, .milliseconds(10)))
            }
        }
    }

    /// Why the stream was ended; nil while it goes on.
    var end: End? { state.withLock(\.end) }

    /// Notes that something arrived.
    func heard() { state.withLock { $0.deadlines.heard(.now) } }

    /// Notes that what arrived was handled.
    func handled() { state.withLock { $0.deadlines.handled(.now) } }

    /// Notes that the stream brought what it must.
    func satisfied() { state.withLock { $0.deadlines.satisfied(.now) } }

    /// Notes that the stream brought something of use, worth so much time.
    func credit(_ time: Duration) { state.withLock { $0.deadlines.credit(time, .now) } }

    /// Ends the stream, if it has not ended.
    func close() { finish(.unwanted) }

    private func finish(_ end: End) {
        let isFirst = state.withLock { state in
            defer { state.end = state.end ?? end }
            return state.end == nil
        }
        if isFirst { hangUp() }
    }

    /// How long to wait before looking again; nil when the stream has ended, or just was ended.
    private func rest() -> Duration? {
        let (isOver, rest) = state.withLock { ($0.end != nil, $0.deadlines.rest(.now)) }
        guard !isOver else { return nil }
        guard let rest else { return .milliseconds(100) }
        guard rest.time > .zero else {
            finish(rest.end)
            return nil
        }
        return rest.time
    }
}
