// SPDX-License-Identifier: EUPL-1.2

/// What may come once: it is remembered until it would be refused for its age anyway. Bounded: when it is full, nothing more comes
/// in.
public struct OnceSet: Sendable {
    private let most: Int
    private var ends: [String: Int64] = [:]
    private var swept: Int64 = .min

    /// A set of at most so many.
    public init(most: Int = 100_000) { self.most = most }

    /// How many are remembered.
    public var count: Int { ends.count }

    /// Notes a text.
    /// - Returns: false when it was noted before, or when there is no place.
    public mutating func add(_ text: String, until end: Int64, at now: Int64) -> Bool {
        if now >= swept + 60 || now < swept || ends.count >= most && now > swept {
            ends = ends.filter { $0.value > now }
            swept = now
        }
        guard ends[text] == nil, ends.count < most else { return false }
        ends[text] = end
        return true
    }
}
