// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Testing

@Suite("The rules of the register of stolen devices")
struct DevicesPolicyTests {
    private let policy = Devices.standard
    /// A Saturday, as the market opens.
    private let saturday = DutchTime.startOfDay(CivilDate(year: 2026, month: 11, day: 21) ?? CivilDate(dayNumber: 0))

    private func instant(_ text: String) throws -> Instant { try #require(Instant(rfc3339: text)) }

    @Test("the policy has no contradictions")
    func sound() {
        #expect(policy.contradictions.isEmpty)
        #expect(policy.register == .devices)
        #expect(Devices().casePrefix == "DV")
    }

    @Test("anybody can report a theft, a loss and a recovery; a consignment is for parties")
    func publicReports() {
        let open = policy.reports.filter { $0.value.publicBasis != nil }.keys.sorted()

        #expect(open == [.loss, .recovery, .theft])
        #expect(policy.reports[.consignment]?.roles.contains(.police) == true)
        #expect(policy.reports[.recovery]?.stage == .following)
    }

    @Test("only police and prosecutors decide, and only what goes on the list needs a second person")
    func decisions() {
        for rule in policy.decisions.values { #expect(rule.roles == [.police, .prosecutor]) }
        let weighty = policy.decisions.filter { $0.value.confirmation != .single }.keys.sorted()

        #expect(weighty == [.block, .track])
        #expect(policy.decisions[.unblock]?.effect == .release)
        #expect(policy.decisions[.dismiss]?.effect == .close)
        #expect(policy.decisions[.block]?.effect == .list(.stolen, .prohibited))
        #expect(policy.decisions[.track]?.effect == .list(.stolen, .tracking))
        #expect(policy.hits?.alerts == [.tracking])
    }

    @Test("a block proposed on a Saturday can be confirmed until the end of Tuesday")
    func confirmation() throws {
        guard case .secondPerson(let term)? = policy.decisions[.block]?.confirmation else {
            Issue.record("a block needs a second person")
            return
        }

        #expect(term.end(from: saturday + .hours(4)) == (try instant("2026-11-24T23:59:59.999+01:00")))
    }

    @Test("a provider has one hour, then a reminder, a warning after one working day, a penalty after five")
    func ladder() throws {
        let rule = try #require(policy.lists[.stolen]?.measure)
        let due = rule.due.end(from: saturday)

        #expect(due == saturday + .hours(1))
        #expect(rule.ladder.map(\.name) == ["reminder", "warning", "penalty-order"])
        #expect(
            rule.ladder.map { $0.after.end(from: due) }
                == [
                    due + .minutes(1), try instant("2026-11-23T23:59:59.999+01:00"), try instant("2026-11-27T23:59:59.999+01:00"),
                ]
        )
        #expect(rule.roles == [.provider])
        #expect(rule.grounds.count == 4)
    }

    @Test("staying behind under an order costs 10,000 euros a day begun, to 500,000, after two working days; two persons decide")
    func penalty() throws {
        let ladder = try #require(policy.lists[.stolen]?.measure.ladder)
        let penalty = try #require(ladder.last?.penalty)

        #expect(ladder.dropLast().allSatisfy { $0.penalty == nil })
        #expect(penalty.amount == .euros(10_000) && penalty.ceiling == .euros(500_000) && penalty.period == .hours(24))
        #expect(penalty.avoidWithin.end(from: saturday) == (try instant("2026-11-24T23:59:59.999+01:00")))
        #expect(penalty.confirmation == .secondPerson(within: .workingDays(5)))
        #expect(penalty.collectWithin == .years(1) && penalty.payWithin == .weeks(6))
    }

    @Test("prohibited is stronger than tracking")
    func statuses() {
        #expect(policy.lists[.stolen]?.strongest(of: [.tracking, .prohibited]) == .prohibited)
    }

    @Test("one can object for six weeks, and is answered in six weeks")
    func objections() throws {
        let event = try instant("2026-11-19T10:00:00+01:00")

        #expect(policy.objection.term.end(from: event) == (try instant("2026-12-31T23:59:59.999+01:00")))
        #expect(policy.objection.decideWithin.end(from: event) == (try instant("2026-12-31T23:59:59.999+01:00")))
    }

    @Test("a dismissed report is kept three months, a lifted block a year, the rest two years")
    func retention() throws {
        let closing = try instant("2026-11-19T10:00:00+01:00")

        #expect(policy.retention.erasure(closedBy: .dismiss, at: closing) == (try instant("2027-02-19T23:59:59.999+01:00")))
        #expect(policy.retention.erasure(closedBy: .unblock, at: closing) == (try instant("2027-11-19T23:59:59.999+01:00")))
        #expect(policy.retention.erasure(closedBy: nil, at: closing) == (try instant("2028-11-20T23:59:59.999+01:00")))
    }

    @Test("whoever reports is told what to do now, in both languages")
    func advice() {
        let register = Devices()

        for kind in [ReportKind.theft, .loss, .recovery] {
            let advice = register.advice(after: kind)
            #expect(!advice.isEmpty, "\(kind)")
            #expect(advice.allSatisfy { !$0.dutch.isEmpty && !$0.english.isEmpty && $0.dutch != $0.english })
        }
        #expect(register.advice(after: .theft).first == register.advice(after: .loss).first)
        #expect(register.advice(after: .consignment).isEmpty)
    }
}
