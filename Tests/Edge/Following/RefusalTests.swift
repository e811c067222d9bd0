// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@testable import Edge

@Suite("What an edge does not take from a hub")
struct FollowRefusalTests {
    /// Sends an attack to an edge that honestly followed seven entries, and lets the honest hub go on.
    private func withstand(_ attack: Attack) throws {
        let hub = try HostileHub.sample()
        var edge = try TrialEdge.following(hub.prefix(7))
        let position = edge.applied
        let stream = try attack.stream(hub, 7)

        #expect(fault { try edge.follow(stream) } == attack.code)

        #expect(edge.applied == position && edge.machine.position == position)
        #expect(edge.devices == hub.devices(at: 7) && edge.batches == 1 && edge.confirmations == 1)
        #expect(edge.machine.greeting == nil)

        try edge.follow(hub.stream(from: 7, leaves: 2))
        #expect(edge.agrees(with: hub) && edge.applied.range.size == 12)
    }

    @Test("a checkpoint that the log's key did not sign is refused", arguments: Attack.onSignatures)
    func signature(attack: Attack) throws { try withstand(attack) }

    @Test("a history that is not the one that was followed is refused", arguments: Attack.onHistory)
    func history(attack: Attack) throws { try withstand(attack) }

    @Test("content that is withheld, changed or no listing is refused", arguments: Attack.onContent)
    func content(attack: Attack) throws { try withstand(attack) }

    @Test("events out of order or out of shape are refused", arguments: Attack.onShape)
    func shape(attack: Attack) throws { try withstand(attack) }

    @Test("an edge that has nothing yet refuses the same", arguments: Attack.onSignatures + Attack.onContent)
    func fromNothing(attack: Attack) throws {
        let hub = try HostileHub.sample()
        var edge = TrialEdge(trusting: hub)
        // Seven entries without their checkpoint come first, so that the attack's places are the same.
        let head = try hub.greeting() + hub.prefix(7).frames(from: 0).flatMap { HostileHub.Frame(unsigned: $0).bytes }
        let stream = try head + attack.stream(hub, 7).withoutGreeting

        #expect(fault { try edge.follow(stream) } == attack.code)

        #expect(edge.applied == .start && edge.devices.isEmpty)
    }
}

@Suite("What is kept of a refusal")
struct FollowFaultTests {
    private func refusal(_ stream: [UInt8], by edge: inout TrialEdge) -> FollowFault? {
        do {
            try edge.follow(stream)
        } catch {
            return error as? FollowFault
        }
        return nil
    }

    @Test("two signed histories are evidence: the fault carries the hub's checkpoint")
    func evidence() throws {
        let hub = try HostileHub.sample()
        var edge = try TrialEdge.following(hub.prefix(7))
        let fork = try hub.forked()

        let heard = try refusal(hub.greeting() + hub.heartbeat(fork.checkpoint(at: 7)), by: &edge)
        let taken = try refusal(fork.stream(from: 7), by: &edge)

        #expect(try heard?.evidence == fork.checkpoint(at: 7))
        #expect(try taken?.evidence == fork.checkpoint())
    }

    @Test("what nobody signed is no evidence")
    func noEvidence() throws {
        let hub = try HostileHub.sample()
        for attack in Attack.onSignatures + Attack.onContent + Attack.onShape {
            var edge = try TrialEdge.following(hub.prefix(7))
            let fault = try #require(try refusal(attack.stream(hub, 7), by: &edge))
            #expect(fault.evidence == nil, "\(attack.testDescription)")
        }
    }

    @Test("every refusal is one sentence, led by a code that is fit for a metric")
    func sentences() throws {
        let hub = try HostileHub.sample()
        for attack in Attack.onSignatures + Attack.onHistory + Attack.onContent + Attack.onShape {
            var edge = try TrialEdge.following(hub.prefix(7))
            let fault = try #require(try refusal(attack.stream(hub, 7), by: &edge))
            #expect(fault.description == "\(attack.code.rawValue): \(fault.reason)")
            #expect(fault.reason.hasSuffix(".") && !fault.reason.contains("\n"), "\(fault)")
            #expect(attack.code.rawValue.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D })
        }
    }
}
