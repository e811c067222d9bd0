// SPDX-License-Identifier: EUPL-1.2

/// When a stream has been quiet, or fruitless, for too long. Reads no clock itself.
struct StreamDeadlines: Sendable {
    typealias Moment = ContinuousClock.Instant

    private let silence: Duration
    private let patience: Duration?
    private var last: Moment
    private var fruitless: Moment?
    private var busySince: Moment?

    /// - Parameters:
    ///   - silence: how long the stream may be quiet.
    ///   - patience: how long it may go on without bringing what it must; nil when that does not matter.
    ///   - now: when it begins.
    init(silence: Duration, patience: Duration?, now: Moment) {
        self.silence = silence
        self.patience = patience
        last = now
        fruitless = patience.map { now + $0 }
    }

    /// Something arrived. What the follower itself takes to handle it does not count.
    mutating func heard(_ now: Moment) {
        last = now
        busySince = now
    }

    /// What arrived was handled.
    mutating func handled(_ now: Moment) {
        guard let since = busySince else { return }
        last = now
        fruitless = fruitless.map { $0 + (now - since) }
        busySince = nil
    }

    /// The stream brought what it must.
    mutating func satisfied(_ now: Moment) { fruitless = patience.map { now + $0 } }

    /// The stream brought something of use: it may go on for so much longer, but never longer than from a fresh start.
    mutating func credit(_ time: Duration, _ now: Moment) {
        guard let patience, let before = fruitless else { return }
        fruitless = min(before + time, now + patience)
    }

    /// How long the stream may go on, and why not longer; nil while what arrived is being handled.
    func rest(_ now: Moment) -> (time: Duration, end: StreamWatch.End)? {
        guard busySince == nil else { return nil }
        let quiet = silence - (now - last)
        guard let fruitless, fruitless - now < quiet else { return (quiet, .silent) }
        return (fruitless - now, .fruitless)
    }
}
