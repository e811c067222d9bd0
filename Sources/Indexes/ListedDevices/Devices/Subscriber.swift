// SPDX-License-Identifier: EUPL-1.2

public import Identifiers

/// A subscription, by its IMSI: six to fifteen digits (TS 23.003 §2.2), leading zeros kept.
public struct Subscriber: Hashable, Sendable {
    /// The digits as a number, with a 1 put before them so that leading zeros count.
    let word: UInt64

    init(word: UInt64) { self.word = word }

    /// The subscriber with an IMSI. Allocates nothing.
    public init(_ imsi: IMSI) { word = imsi.markedValue }

    /// Reads an IMSI from six to fifteen ASCII digits, nothing around them. Allocates nothing.
    ///
    /// - Returns: nil when it is anything else.
    public init?(digits: some Collection<UInt8>) {
        guard digits.count >= 6, let imsi = IMSI(digits: digits) else { return nil }
        self.init(imsi)
    }

    /// The digits.
    public var digits: String { String(String(word).dropFirst()) }
}

extension Subscriber: Comparable {
    /// Orders shorter ones first, and those of one length by their digits.
    public static func < (left: Subscriber, right: Subscriber) -> Bool { left.word < right.word }
}

extension Subscriber: CustomStringConvertible {
    /// The digits.
    public var description: String { digits }
}
