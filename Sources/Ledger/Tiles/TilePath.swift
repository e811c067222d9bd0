// SPDX-License-Identifier: EUPL-1.2

/// The path of a tile or entry bundle below the prefix of a log (c2sp.org/tlog-tiles), such as `tile/0/x001/x234/067` or
/// `tile/entries/x003/125.p/16`.
public struct TilePath: Hashable, Sendable, CustomStringConvertible {
    /// What lies at the path.
    public enum Content: Hashable, Sendable {
        /// A tile of hashes at a level from 0 to 63, eight tree levels apart.
        case hashes(level: Int)
        /// The entries whose hashes are in the tile of level 0 at the same place.
        case entries
    }

    /// What lies at the path.
    public let content: Content
    /// The place among the tiles of that level, from 0.
    public let index: UInt64
    /// How many hashes or entries: 256 when complete, 1...255 when partial.
    public let width: Int

    /// A path, or nil for a level or width that no tile has.
    public init?(_ content: Content, index: UInt64, width: Int = Tile.width) {
        if case .hashes(let level) = content, !(0...63).contains(level) { return nil }
        guard (1...Tile.width).contains(width) else { return nil }
        self.content = content
        self.index = index
        self.width = width
    }

    /// Whether it is a partial tile, which may vanish once the complete one exists.
    public var isPartial: Bool { width < Tile.width }

    /// The path text, without a leading slash.
    public var description: String {
        var groups: [String] = []
        var rest = index
        repeat {
            let digits = String(rest % 1000)
            groups.append((groups.isEmpty ? "" : "x") + String(repeating: "0", count: 3 - digits.count) + digits)
            rest /= 1000
        } while rest > 0
        let place = groups.reversed().joined(separator: "/")
        let level =
            switch content {
            case .hashes(let level): String(level)
            case .entries: "entries"
            }
        return "tile/\(level)/\(place)\(isPartial ? ".p/\(width)" : "")"
    }

    /// Reads a path without leading slash, or returns nil when it is not in the one form that the specification gives it.
    public init?(parsing text: some StringProtocol) {
        // The longest place has seven groups; nothing longer is looked at.
        guard text.utf8.count <= 64 else { return nil }
        var parts = text.split(separator: "/", omittingEmptySubsequences: false)[...]
        guard parts.popFirst() == "tile", let level = parts.popFirst() else { return nil }
        let content: Content
        if level == "entries" {
            content = .entries
        } else {
            guard let number = Decimal.read(level), number <= 63 else { return nil }
            content = .hashes(level: Int(number))
        }
        var width: UInt64 = 256
        if parts.count >= 2, parts[parts.endIndex - 2].hasSuffix(".p") {
            guard let last = parts.popLast(), let partial = Decimal.read(last), (1...255).contains(partial) else { return nil }
            width = partial
            parts[parts.endIndex - 1].removeLast(2)
        }
        guard let index = Self.index(of: parts.map { $0.utf8.map { $0 } }) else { return nil }
        self.init(content, index: index, width: Int(width))
    }

    /// The number in groups of three digits, all but the last led by an `x`; nil when a group is out of form, the first one
    /// of several says nothing, or the number exceeds 2^64 - 1.
    private static func index(of groups: [[UInt8]]) -> UInt64? {
        var index: UInt64 = 0
        for (position, group) in groups.enumerated() {
            let isLast = position == groups.count - 1
            guard isLast || group.first == UInt8(ascii: "x") else { return nil }
            let digits = isLast ? group[...] : group.dropFirst()
            guard digits.count == 3, digits.allSatisfy(Decimal.isDigit) else { return nil }
            let value = digits.reduce(UInt64(0)) { $0 * 10 + UInt64($1 - UInt8(ascii: "0")) }
            if position == 0, !isLast, value == 0 { return nil }
            let (product, overflow) = index.multipliedReportingOverflow(by: 1000)
            let (sum, carry) = product.addingReportingOverflow(value)
            guard !overflow, !carry else { return nil }
            index = sum
        }
        return groups.isEmpty ? nil : index
    }
}
