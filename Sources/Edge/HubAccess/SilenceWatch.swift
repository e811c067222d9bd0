// SPDX-License-Identifier: EUPL-1.2

import Synchronization

/// Ends a stream that has been quiet for too long, or that is no longer wanted.
final class SilenceWatch: Sendable {
    private struct State {
        var last = ContinuousClock.now
        var isEnded = false
        var wasTooQuiet = false
    }

    private let state = Mutex(State())
    private let hangUp: @Sendable () -> Void

    /// Starts watching.
    /// - Parameters:
    ///   - limit: how long the stream may be quiet.
    ///   - hangUp: ends the stream; called once.
    init(limit: Duration, hangUp: @escaping @Sendable () -> Void) {
        self.hangUp = hangUp
        Task { [weak self] in
            while let rest = self?.rest(of: limit) {
                try? await Task.sleep(for: max(rest, .milliseconds(10)))
            }
        }
    }

    /// Whether the stream was ended for its silence.
    var wasTooQuiet: Bool { state.withLock(\.wasTooQuiet) }

    /// Notes that something arrived.
    func heard() { state.withLock { $0.last = .now } }

    /// Ends the stream, if it has not ended.
    func end() {
        let isFirst = state.withLock { state in
            defer { state.isEnded = true }
            return !state.isEnded
        }
        if isFirst { hangUp() }
    }

    /// How long the stream may still be quiet; nil when it has ended, or just was ended for its silence.
    private func rest(of limit: Duration) -> Duration? {
        let rest: Duration? = state.withLock { state in
            guard !state.isEnded else { return nil }
            let rest = limit - (.now - state.last)
            if rest <= .zero { state.wasTooQuiet = true }
            return rest
        }
        guard let rest else { return nil }
        guard rest > .zero else {
            end()
            return nil
        }
        return rest
    }
}
