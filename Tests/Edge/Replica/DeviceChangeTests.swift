// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Identifiers
import Testing

@testable import Edge

@Suite("What listings change")
struct DeviceChangeTests {
    private func changes(_ listed: [ListStatus: [String]], released: [String] = []) throws -> [DeviceChange] {
        try DeviceChange.changes(in: [dated(Listing(list: "stolen", listed: listed, released: released))])
    }

    private func dated(_ listing: Listing, at moment: Instant = HostileHub.moment) -> DatedListing {
        DatedListing(listing: listing, entered: moment)
    }

    private func change(_ device: UInt64, _ status: ListStatus?) throws -> DeviceChange {
        DeviceChange(
            imei: try #require(IMEI(value: device)), status: status,
            since: status == nil ? nil : CivilDate(year: 2026, month: 11, day: 21))
    }

    @Test("what is listed gets its status, what is released loses it")
    func simple() throws {
        let changes = try changes(["prohibited": ["35209900176148", "00000000000000"]], released: ["99999999999999"])

        #expect(
            try changes == [
                change(35_209_900_176_148, "prohibited"), change(0, "prohibited"), change(99_999_999_999_999, nil),
            ])
    }

    @Test("listings follow on one another in their order")
    func order() throws {
        let first = dated(Listing(list: "stolen", listed: ["prohibited": ["35209900176148"]], released: []))
        let second = dated(Listing(list: "stolen", listed: [:], released: ["35209900176148"]))

        #expect(try DeviceChange.changes(in: [first, second]).map(\.status) == ["prohibited", nil])
        #expect(try DeviceChange.changes(in: [second, first]).map(\.status) == [nil, "prohibited"])
        #expect(try DeviceChange.changes(in: []).isEmpty)
    }

    @Test("a device is listed since the day of the entry, by Dutch clocks, not since it came here")
    func days() throws {
        let listing = Listing(list: "stolen", listed: ["prohibited": ["35209900176148"]], released: [])
        let late = try #require(Instant(rfc3339: "2026-11-20T23:00:00.000Z"))

        let changes = try DeviceChange.changes(in: [dated(listing, at: late - .milliseconds(1)), dated(listing, at: late)])

        #expect(changes.map(\.since?.day) == [20, 21])
    }

    @Test("a subject under two statuses ends the same at every edge: by the order of the statuses, released last")
    func contradictory() throws {
        let device = ["35209900176148"]
        for _ in 0..<50 {
            let changes = try changes(
                ["tracking": device, "prohibited": device, "greylisted": device, "a": device], released: device)
            #expect(changes.map(\.status) == ["a", "greylisted", "prohibited", "tracking", nil])
        }
    }

    @Test("a status that this version does not know is kept as it is")
    func unknownStatus() throws {
        #expect(try changes(["found-on-the-moon": ["35209900176148"]]).map(\.status) == ["found-on-the-moon"])
    }

    @Test("fifteen and sixteen digits are the device of the first fourteen")
    func longer() throws {
        #expect(
            try changes(["prohibited": ["352099001761481", "3520990017614823"]]).map(\.imei.value) == [
                35_209_900_176_148, 35_209_900_176_148,
            ])
    }

    @Test(
        "a subject that is no IMEI is refused, and is not repeated in the sentence",
        arguments: [
            "", "3520990017614", "35209900176148123", "3520990017614x", " 35209900176148", "+31612345678", "３５２０９９００１７６１４８",
        ])
    func noIMEI(subject: String) {
        for (listed, released) in [(["prohibited": ["35209900176148", subject]], []), ([:], [subject])]
            as [([ListStatus: [String]], [String])]
        {
            let fault = #expect(throws: FollowFault.self) { try changes(listed, released: released) }
            #expect(fault?.code == .malformed && fault?.reason == "A listing names a subject that is no IMEI.")
        }
    }
}
