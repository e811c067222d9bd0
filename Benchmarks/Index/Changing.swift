// SPDX-License-Identifier: EUPL-1.2

import Glibc
import Identifiers
import ListedDevices
import Synchronization

/// Times lookups while nothing changes, while 1,000 changes a second come in, and while the whole list is also written anew and
/// swapped; and checks that every answer was right at a moment while it was asked for.
struct Changing {
    let devices: ListedDevices
    let folder: String
    let source: KeySource
    let sets: QuerySets
    let seconds: Int
    let report: Report
    let isJudged: Bool

    func run() throws {
        let shared = Shared(devices: devices, moving: Array(sets.misses.prefix(20_000)))
        let quiet = reading(shared)
        report.add("quiet: p99", quiet.p99, "ns")
        report.add("quiet: p99.9", quiet.p999, "ns")
        shared.isChanging.store(true, ordering: .relaxed)
        let writer = Worker { shared.change() }
        let busy = reading(shared)
        report.add("1,000 changes/s: p99", busy.p99, "ns", atMost: isJudged ? 2 * quiet.p99 : nil)
        report.add("1,000 changes/s: p99.9", busy.p999, "ns")
        let swaps = Atomic<Int>(0)
        let compacting = Atomic<Int>(0)
        let isSwapping = Atomic<Bool>(true)
        let compactor = Worker { [devices] in
            while isSwapping.load(ordering: .relaxed) {
                let start = nanoseconds()
                guard let draft = try? devices.compact() else { return }
                compacting.store(Int(nanoseconds() - start), ordering: .relaxed)
                guard let old = try? devices.adopt(draft) else { return }
                while (try? devices.discard(old)) == nil { usleep(1_000) }
                swaps.add(1, ordering: .relaxed)
            }
        }
        let swapping = reading(shared, until: { swaps.load(ordering: .relaxed) >= 2 })
        isSwapping.store(false, ordering: .relaxed)
        compactor.join()
        shared.isChanging.store(false, ordering: .relaxed)
        writer.join()
        report.add("changes and swaps: p99", swapping.p99, "ns")
        report.add("changes and swaps: swaps", Double(swaps.load(ordering: .relaxed)), "")
        report.add("changes and swaps: the last compaction", Double(compacting.load(ordering: .relaxed)) / 1e9, "s")
        report.add("changes applied", Double(shared.finished.load(ordering: .relaxed)), "")
        report.add("wrong answers meanwhile", Double(shared.wrong.load(ordering: .relaxed)), "", atMost: 0)
    }

    /// Asks for the seconds given, and until something has happened; of three questions one is about a device that changes.
    private func reading(_ shared: Shared, until isEnough: () -> Bool = { true }) -> Percentiles {
        var times: [UInt32] = []
        times.reserveCapacity(seconds * 5_000_000)
        let end = nanoseconds() + UInt64(seconds) * 1_000_000_000
        var random = SplitMix64(seed: 3)
        var wrong = 0
        while nanoseconds() < end || !isEnough() {
            for _ in 0..<1_000 {
                let number = random.next()
                let place = Int(number >> 32) % sets.hits.count
                switch number % 3 {
                case 0:
                    let (status, time) = ask(sets.hits[place])
                    if status != source.status(of: sets.hits[place].value) { wrong += 1 }
                    if times.count < times.capacity { times.append(time) }
                case 1 where sets.misses.count > shared.moving.count:
                    let miss = sets.misses[shared.moving.count + place % (sets.misses.count - shared.moving.count)]
                    let (status, time) = ask(miss)
                    if status != nil, !shared.movingSet.contains(miss.value) { wrong += 1 }
                    if times.count < times.capacity { times.append(time) }
                default:
                    let place = place % shared.moving.count
                    let low = shared.finished.load(ordering: .acquiring)
                    let (status, time) = ask(shared.moving[place])
                    let high = shared.started.load(ordering: .acquiring)
                    if !shared.isLegal(status, at: place, from: low, to: high) { wrong += 1 }
                    if times.count < times.capacity { times.append(time) }
                }
            }
        }
        shared.wrong.add(wrong, ordering: .relaxed)
        return Percentiles(times)
    }

    @inline(__always)
    private func ask(_ imei: IMEI) -> (ListedStatus?, UInt32) {
        let start = nanoseconds()
        let status = devices.status(of: imei)
        return (status, UInt32(truncatingIfNeeded: nanoseconds() - start))
    }

    /// What the threads have in common. Change number n, from 1, is to device n modulo their number, and makes of it what
    /// ``status(after:)`` tells.
    final class Shared: Sendable {
        let devices: ListedDevices
        let moving: [IMEI]
        let movingSet: Set<UInt64>
        let started = Atomic<Int>(0)
        let finished = Atomic<Int>(0)
        let isChanging = Atomic<Bool>(false)
        let wrong = Atomic<Int>(0)

        init(devices: ListedDevices, moving: [IMEI]) {
            self.devices = devices
            var seen = Set<UInt64>()
            self.moving = moving.filter { seen.insert($0.value).inserted }
            movingSet = seen
        }

        func change() {
            var number = 0
            let start = nanoseconds()
            while isChanging.load(ordering: .relaxed) {
                number += 1
                let imei = moving[number % moving.count]
                started.store(number, ordering: .releasing)
                let status = status(after: number)
                devices.apply(CollectionOfOne(status.map { .list(imei, $0) } ?? .unlist(imei)), version: UInt64(number) + 1)
                finished.store(number, ordering: .releasing)
                let due = start + UInt64(number) * 1_000_000
                let now = nanoseconds()
                if now < due { usleep(UInt32((due - now) / 1_000)) }
            }
        }

        func isLegal(_ status: ListedStatus?, at place: Int, from low: Int, to high: Int) -> Bool {
            let count = moving.count
            // The last change of this device up to `low`, and all of them from there to `high`.
            var number = low - ((low - place) % count + count) % count
            while number <= high {
                if (number > 0 ? self.status(after: number) : nil) == status { return true }
                number += count
            }
            return false
        }

        private func status(after number: Int) -> ListedStatus? { [.prohibited, .tracking, nil][(number / moving.count) % 3] }
    }
}
