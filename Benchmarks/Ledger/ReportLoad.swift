// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Hub
import Synchronization

/// Reports of stolen devices, so many at once, every one of another device.
struct ReportLoad: Sendable {
    let hub: BareHub
    let waiting: Int
    private let next = Box()

    private final class Box: Sendable {
        let value = Atomic<Int>(0)
    }

    init(hub: BareHub, waiting: Int) {
        self.hub = hub
        self.waiting = waiting
    }

    /// Has so many acts entered.
    /// - Returns: acts per second.
    func run(_ count: Int) async throws -> Double {
        let first = next.value.load(ordering: .relaxed)
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<min(waiting, count) {
                group.addTask {
                    while true {
                        let number = next.value.add(1, ordering: .relaxed).oldValue
                        guard number < first + count else { return }
                        _ = try await report(number)
                    }
                }
            }
            try await group.waitForAll()
        }
        next.value.store(first + count, ordering: .relaxed)
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        return Double(count) / (Double(seconds) + Double(attoseconds) / 1e18)
    }

    private func report(_ number: Int) async throws -> Int {
        // Scattered over the numbers there are, as real devices and random case numbers are.
        let mixed = UInt64(number) &* 0x9E37_79B9_7F4A_7C15
        let imei = String(35_000_000_000_000 + mixed % 10_000_000_000_000)
        var random = SystemRandomNumberGenerator()
        return try await hub.reportTheft(of: imei, key: key(&random), random: random.next())
    }

    /// A UUID of version 7, as the commands and edges make them.
    private func key(_ random: inout SystemRandomNumberGenerator) -> String {
        let time = UInt64(clamping: SystemTimekeeper().now().milliseconds)
        let high = time << 16 | 0x7000 | random.next() & 0x0FFF
        let low = 1 << 63 | random.next() >> 2
        return [high >> 32, high >> 16 & 0xFFFF, high & 0xFFFF, low >> 48, low & 0xFFFF_FFFF_FFFF].enumerated().map {
            let digits = String($1, radix: 16)
            return String(repeating: "0", count: [8, 4, 4, 4, 12][$0] - digits.count) + digits
        }.joined(separator: "-")
    }
}
