// SPDX-License-Identifier: EUPL-1.2

public import AccessTokens

/// The provider's keys, and when they may be asked for again.
///
/// A provider changes keys when it likes; a token under a name that is not here makes them be fetched, but at most once a minute,
/// so that invented names bring about no stream of requests. While that minute lasts the keys there are stay.
public struct KeyShelf: Sendable {
    /// The least time between two requests, in seconds.
    public static let pause: Int64 = 60
    /// For how long keys are used without looking whether they changed, in seconds. A key that was taken away is distrusted by
    /// then.
    public static let life: Int64 = 3_600

    /// The keys there are.
    public private(set) var keys: TokenKeys = .none
    private var fetched: Int64?
    private var asked: Int64?
    private var failed: Int64?

    /// A shelf without keys.
    public init() {}

    /// Whether keys are needed before anything can be verified.
    public func isStale(at now: Int64) -> Bool {
        guard let fetched else { return true }
        return now >= fetched + Self.life || now < fetched - Self.pause
    }

    /// Asks whether the provider may be asked now for keys that a token calls for, and notes that it is. Keys that are too old may
    /// always be fetched, but for some seconds after that failed.
    public mutating func mayAsk(at now: Int64) -> Bool {
        if let failed, now >= failed, now < failed + 5 { return false }
        guard !isStale(at: now) else { return true }
        if let asked, now >= asked, now < asked + Self.pause { return false }
        asked = now
        return true
    }

    /// Notes that the provider gave none.
    public mutating func fail(at now: Int64) { failed = now }

    /// Puts keys in the place of those there were.
    public mutating func put(_ keys: TokenKeys, at now: Int64) {
        self.keys = keys
        fetched = now
    }
}
