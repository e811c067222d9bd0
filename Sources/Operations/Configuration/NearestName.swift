// SPDX-License-Identifier: EUPL-1.2

/// Finds what somebody probably meant by a misspelt name.
enum NearestName {
    /// Longer names get no suggestion, which bounds the work.
    static let lengthLimit = 64

    /// The candidate with the fewest changes from `name` (a letter added, lost, replaced, or two swapped), when these are no
    /// more than a third of its length or two. Otherwise the only candidate that ends in the same word.
    static func suggestion(for name: String, among candidates: [String]) -> String? {
        let wanted = Array(name.utf8)
        guard !wanted.isEmpty, wanted.count <= lengthLimit else { return nil }
        let limit = max(2, wanted.count / 3)
        var best: (distance: Int, name: String)?
        for candidate in candidates {
            let other = Array(candidate.utf8)
            guard other.count <= lengthLimit, abs(other.count - wanted.count) <= limit else { continue }
            let found = distance(wanted, other)
            if found <= limit, found < best?.distance ?? .max { best = (found, candidate) }
        }
        if let best { return best.name }
        let sameEnd = candidates.filter { lastWord($0) == lastWord(name) }
        return sameEnd.count == 1 ? sameEnd.first : nil
    }

    /// The number of changes, two swapped neighbours counted as one (optimal string alignment).
    static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var beforePrevious: [Int] = []
        var previous = Array(0...right.count)
        for (row, leftByte) in left.enumerated() {
            var current = [row + 1]
            for (column, rightByte) in right.enumerated() {
                let replaced = previous[column] + (leftByte == rightByte ? 0 : 1)
                var cost = min(replaced, previous[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, leftByte == right[column - 1], left[row - 1] == rightByte {
                    cost = min(cost, beforePrevious[column - 1] + 1)
                }
                current.append(cost)
            }
            beforePrevious = previous
            previous = current
        }
        return previous[right.count]
    }

    private static func lastWord(_ name: String) -> Substring? {
        name.split(whereSeparator: { $0 == "." || $0 == "_" || $0 == "-" }).last
    }
}
