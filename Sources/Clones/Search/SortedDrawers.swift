// SPDX-License-Identifier: EUPL-1.2

/// Reads several drawers, each in order, as one in order.
struct SortedDrawers<Element: BitwiseCopyable & Comparable> {
    private final class Source {
        let drawer: Int
        let total: Int
        let room: Room<Element>
        var read = 0
        var position = 0

        init(drawer: Int, total: Int, room: Room<Element>) {
            self.drawer = drawer
            self.total = total
            self.room = room
        }
    }

    /// A heap by the next element of each source; the smallest is first.
    private var sources: [Source] = []

    /// - Parameter room: how many elements may be in memory at once, over all drawers; at least one of each is.
    init(_ drawers: [Int], room: Int, of shelf: some Shelf) throws(SearchError) {
        let filled = drawers.filter { shelf.size(of: $0) > 0 }
        for drawer in filled {
            let total = shelf.count(of: drawer, as: Element.self)
            let source = Source(
                drawer: drawer, total: total, room: Room(capacity: min(max(room / filled.count, 1), total)))
            try SortedDrawers.fill(source, of: shelf)
            sources.append(source)
        }
        for index in stride(from: sources.count / 2 - 1, through: 0, by: -1) { sink(index) }
    }

    /// The next element, or nil after the last.
    mutating func next(of shelf: some Shelf) throws(SearchError) -> Element? {
        guard let source = sources.first else { return nil }
        let element = source.room[source.position]
        source.position += 1
        if source.position == source.room.count {
            if source.read == source.total {
                sources.swapAt(0, sources.count - 1)
                sources.removeLast()
            } else {
                try SortedDrawers.fill(source, of: shelf)
            }
        }
        sink(0)
        return element
    }

    private static func fill(_ source: Source, of shelf: some Shelf) throws(SearchError) {
        let amount = min(source.room.capacity, source.total - source.read)
        try source.room.take(amount, from: source.read, in: source.drawer, of: shelf)
        source.read += amount
        source.position = 0
    }

    private mutating func sink(_ start: Int) {
        var index = start
        while true {
            var least = index
            for child in [2 * index + 1, 2 * index + 2] where child < sources.count {
                if isBefore(child, least) { least = child }
            }
            guard least != index else { return }
            sources.swapAt(index, least)
            index = least
        }
    }

    private func isBefore(_ left: Int, _ right: Int) -> Bool {
        let (one, other) = (sources[left], sources[right])
        return one.room[one.position] < other.room[other.position]
    }
}
