// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@Suite("Timekeepers")
struct TimekeeperTests {
    @Test("a manual clock stands still until it is advanced or set")
    func manual() throws {
        let start = try ClockFixture.instant("2026-11-21T03:08:20Z")
        let clock = ManualTimekeeper(at: start)

        #expect(clock.now() == start)
        #expect(clock.now() == start)
        #expect(clock.advance(by: .hours(24)) == start + .hours(24))
        #expect(clock.now() == start + .hours(24))
        clock.advance(by: .minutes(-1))
        #expect(clock.now() == start + .minutes(1439))
        clock.set(to: .epoch)
        #expect(clock.now() == .epoch)
    }

    @Test("all who share a manual clock see it move, and no advance is lost between threads")
    func shared() async {
        let clock = ManualTimekeeper(at: .epoch)
        let keeper: any Timekeeper = clock

        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask { for _ in 0..<500 { clock.advance(by: .milliseconds(1)) } }
            }
        }

        #expect(keeper.now() == Instant(milliseconds: 4000))
    }

    @Test("the system's clock goes forward with elapsed time and is in this century")
    func system() async throws {
        let keeper = SystemTimekeeper()

        let before = keeper.now()
        try await Task.sleep(for: .milliseconds(20))
        let after = keeper.now()

        #expect(after - before >= .milliseconds(19))
        #expect(try before > ClockFixture.instant("2025-01-01T00:00:00Z"))
        #expect(try before < ClockFixture.instant("2100-01-01T00:00:00Z"))
    }
}
