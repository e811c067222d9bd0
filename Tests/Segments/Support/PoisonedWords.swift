// SPDX-License-Identifier: EUPL-1.2

import Synchronization

@testable import Segments

/// Memory that is poisoned when it is let go: a reader that still looks at it sees that.
final class PoisonedWords: Sendable {
    nonisolated(unsafe) let place = UnsafeMutablePointer<Int>.allocate(capacity: 2)
    private let freed: SharedCounter

    init(_ number: Int, freed: SharedCounter) {
        self.freed = freed
        place[0] = number
        place[1] = -number
    }

    var view: WordsView { WordsView(place: place) }

    deinit {
        place[0] = .min
        place[1] = .min
        place.deallocate()
        freed.count.add(1, ordering: .relaxed)
    }
}

struct WordsView: BitwiseCopyable, @unchecked Sendable {
    let place: UnsafeMutablePointer<Int>
}

final class SharedCounter: Sendable {
    let count = Atomic<Int>(0)
    var value: Int { count.load(ordering: .acquiring) }
}
