// SPDX-License-Identifier: EUPL-1.2

import Synchronization
import Testing
import Trials

@testable import Segments

@Suite("Generations")
struct GenerationsTests {
    @Test("a read sees the generation that was put last")
    func replace() {
        let freed = SharedCounter()
        let first = PoisonedWords(1, freed: freed)
        let generations = Generations(first.view, keeping: first)
        #expect(generations.read { $0.place[0] } == 1)
        let second = PoisonedWords(2, freed: freed)
        generations.replace(with: second.view, keeping: second)
        #expect(generations.read { $0.place[0] } == 2)
    }

    @Test("what nobody reads is let go at once, and the rest at the end")
    func free() {
        let freed = SharedCounter()
        do {
            let generations = Generations(PoisonedWords(0, freed: freed))
            for number in 1...10 { generations.replace(PoisonedWords(number, freed: freed)) }
            #expect(freed.value == 10 && generations.reclaim() == 0)
        }
        #expect(freed.value == 11)
    }

    @Test("what a reader has is kept until it leaves, however many generations come after")
    func keep() {
        let freed = SharedCounter()
        let generations = Generations(PoisonedWords(1, freed: freed))
        generations.read { view in
            for number in 2...5 {
                generations.replace(PoisonedWords(number, freed: freed))
                #expect(view.place[0] == 1 && view.place[1] == -1)
            }
            #expect(freed.value == 0 && generations.reclaim() == 4)
        }
        #expect(generations.reclaim() == 0 && freed.value == 4)
    }

    @Test("a reader that came later does not keep what was replaced before it, though readers never cease")
    func overlap() {
        let freed = SharedCounter()
        let generations = Generations(PoisonedWords(1, freed: freed))
        var token = generations.stripes.enter()
        generations.replace(PoisonedWords(2, freed: freed))
        #expect(freed.value == 0)
        // One reader is always in: each begins before the one before it ends.
        for _ in 0..<4 {
            let next = generations.stripes.enter()
            generations.stripes.leave(token)
            token = next
            generations.reclaim()
        }
        generations.stripes.leave(token)
        #expect(freed.value == 1)
    }

    @Test("many threads read whole generations, never freed ones, while thousands are replaced")
    func storm() {
        let freed = SharedCounter()
        let wrong = SharedCounter()
        let isOver = Atomic<Bool>(false)
        let replacements = 5_000
        do {
            let generations = Generations(PoisonedWords(1, freed: freed))
            let readers = (0..<4).map { _ in
                Worker {
                    var last = 0
                    while !isOver.load(ordering: .relaxed) {
                        let (first, second) = generations.read { ($0.place[0], $0.place[1]) }
                        // Whole, not freed, and never an older one than before.
                        if first != -second || first < last { wrong.count.add(1, ordering: .relaxed) }
                        last = first
                    }
                }
            }
            for number in 2...(replacements + 1) { generations.replace(PoisonedWords(number, freed: freed)) }
            isOver.store(true, ordering: .relaxed)
            for reader in readers { reader.join() }
            #expect(generations.reclaim() == 0)
        }
        #expect(wrong.value == 0)
        #expect(freed.value == replacements + 1)
    }

    @Test("threads have numbers of their own, and keep them")
    func threads() {
        let numbers = Mutex<[Int]>([])
        let workers = (0..<8).map { _ in
            Worker {
                let (first, second) = (ThreadNumber.current(), ThreadNumber.current())
                numbers.withLock { $0 += first == second ? [first] : [] }
            }
        }
        for worker in workers { worker.join() }
        #expect(numbers.withLock { Set($0).count } == 8)
    }
}

extension Generations<WordsView> {
    convenience init(_ words: PoisonedWords) { self.init(words.view, keeping: words) }
    func replace(_ words: PoisonedWords) { replace(with: words.view, keeping: words) }
}
