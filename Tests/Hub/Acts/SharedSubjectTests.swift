// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Testing

@testable import Hub

@Suite("One device in two cases, and many devices in one")
struct SharedSubjectTests {
    /// A blocked consignment of twelve, and a blocked theft of the first of them, in a case of its own.
    private func twice(_ hub: TrialHub) async throws -> (consignment: Reported, theft: Reported) {
        let consignment = try await hub.report(TrialHub.theft(of: Array(1...12), kind: "consignment"), as: Cast.claims)
        try await hub.block(consignment.caseID)
        let theft = try await hub.blocked(1)
        return (consignment, theft)
    }

    @Test("a report does not join a case of many devices")
    func ownCase() async throws {
        try await TrialHub.run { hub in
            let (consignment, theft) = try await twice(hub)

            #expect(consignment.caseID != theft.caseID)
            #expect(theft.reference.hasSuffix("-1"))
        }
    }

    @Test("a device that is listed already is not listed again")
    func once() async throws {
        try await TrialHub.run { hub in
            _ = try await twice(hub)

            #expect(try await hub.listings().count == 1)
        }
    }

    @Test("the device stays listed until both cases let it go, in either order", arguments: [true, false])
    func stays(_ consignmentFirst: Bool) async throws {
        try await TrialHub.run { hub in
            let (consignment, theft) = try await twice(hub)
            let order = consignmentFirst ? [consignment, theft] : [theft, consignment]

            try await hub.propose("unblock", in: order[0].caseID)
            let between = try await hub.listings().dropFirst().map(\.released)
            try await hub.propose("unblock", in: order[1].caseID)
            let after = try await hub.listings().dropFirst().map(\.released)

            let others = (2...12).map(TrialHub.subject)
            let one = [TrialHub.subject(1)]
            #expect(between == (consignmentFirst ? [others] : []))
            #expect(after == (consignmentFirst ? [others, one] : [one + others]))
        }
    }

    @Test("a device can be listed again after it was released")
    func again() async throws {
        try await TrialHub.run { hub in
            let first = try await hub.blocked(1)
            try await hub.propose("unblock", in: first.caseID)

            let second = try await hub.blocked(1)

            #expect(second.caseID != first.caseID)
            let listings = try await hub.listings()
            #expect(listings.map(\.released.count) == [0, 1, 0])
            #expect(listings.last?.listed == [.prohibited: [TrialHub.subject(1)]])
        }
    }

    @Test("a report on devices of two open cases joins neither")
    func neither() async throws {
        try await TrialHub.run { hub in
            let one = try await hub.report(1)
            let two = try await hub.report(2)

            let both = try await hub.report(1, 2)

            #expect(Set([one.caseID, two.caseID, both.caseID]).count == 3)
        }
    }

    @Test("sixty thousand devices are one entry of report and two listings", .timeLimit(.minutes(3)))
    func many() async throws {
        try await TrialHub.run { hub in
            let before = hub.size()
            let reported = try await hub.report(TrialHub.theft(of: Array(1...60_000), kind: "consignment"), as: Cast.policeSystem)
            try await hub.block(reported.caseID)
            try await hub.clear(reported.caseID)

            let kinds = ["report", "proposal", "decision", "wait", "clearance", "listing", "listing"]
            #expect(try await hub.kinds(after: before) == kinds)
            let listings = try await hub.listings()
            #expect(listings.map { $0.listed[.prohibited]?.count } == [50_000, 10_000])
            #expect(Set(listings.flatMap { $0.listed[.prohibited] ?? [] }).count == 60_000)
            let measure = try await hub.measure(of: Cast.telecom)
            #expect(measure["nieuwsteVersie"] == 2)
            let shown = try await hub.get("/v1/zaken/\(reported.caseID)", as: Cast.first)
            #expect(shown.json["aantalOnderwerpen"] == 60_000)
            #expect(shown.json["onderwerpen"] == [])
            #expect(shown.json["uitvoering"]?[0]?["versie"] == 2)

            try await hub.propose("unblock", in: reported.caseID)
            try await hub.clear(reported.caseID, 2)
            #expect(try await hub.listings().map(\.released.count) == [0, 0, 50_000, 10_000])
        }
    }
}
