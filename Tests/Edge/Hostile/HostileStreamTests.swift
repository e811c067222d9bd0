// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@testable import Edge

@Suite("An edge against a hostile hub", .serialized, .timeLimit(.minutes(3)))
struct HostileStreamTests {
    /// An honest hub lets the edge follow seven entries; an hour later it turns hostile, and after that it behaves again.
    private func withstand(
        _ code: FollowFault.Code, staysOld: Bool = true,
        _ hostile: @escaping @Sendable (_ hub: HostileHub, _ request: HostileDoor.Request) throws -> HostileDoor.Reply
    ) async throws {
        let hub = try HostileHub.sample()
        let timing = code == .tooOld ? HostileTrial.impatient : HostileTrial.patient
        let trial = try await HostileTrial(trusting: hub, timing: timing) { try hub.prefix(7).honestly($0) }
        try await trial.wait("the honest list") { trial.age == 0 && trial.index.version == 4 && trial.standing.isConnected }

        let clock = trial.clock
        clock.advance(by: .hours(1))
        trial.door.behave { request in
            request.subject == .stream ? try hostile(hub.at(clock.now()), request) : .problem(404)
        }
        try await trial.wait("the fault \(code.rawValue)") {
            let stands = try trial.serves(hub, at: 7)
            #expect(stands, "\(trial.index.version)")
            return trial.standing.fault?.fault.code == code
        }

        #expect(try trial.serves(hub, at: 7))
        #expect(trial.status["lastFault"]?["code"] == .string(code.rawValue))
        if staysOld { #expect(trial.age == 3_600_000, "what is refused makes no list young") }

        trial.door.behave(hub.honest(clock))
        try await trial.wait("the list of a hub that behaves") { try trial.serves(hub, at: 12) && trial.age == 0 }

        #expect(trial.status["complete"] == true && trial.status["missing"] == [])
        #expect(try trial.store.kept()?.position.range == hub.range(at: 12))
        try await trial.end()
    }

    @Test("a checkpoint that the log's key did not sign leaves the list as it was", arguments: Attack.onSignatures)
    func signature(attack: Attack) async throws {
        try await withstand(attack.code) { hub, _ in .held(try attack.stream(hub, 7)) }
    }

    @Test("another history, a gap and a shorter log leave the list as it was", arguments: Attack.onHistory)
    func history(attack: Attack) async throws {
        try await withstand(attack.code) { hub, _ in .held(try attack.stream(hub, 7)) }
    }

    @Test("content that is withheld or changed leaves the list as it was", arguments: Attack.onContent)
    func content(attack: Attack) async throws {
        try await withstand(attack.code) { hub, _ in .held(try attack.stream(hub, 7)) }
    }

    @Test("events out of order or out of shape leave the list as it was", arguments: Attack.onShape)
    func shape(attack: Attack) async throws {
        try await withstand(attack.code) { hub, _ in .held(try attack.stream(hub, 7)) }
    }

    @Test("a stream that is too long, or brings nothing, is left", arguments: Hostility.onLength)
    func length(hostility: Hostility) async throws {
        try await withstand(hostility.code, staysOld: hostility.staysOld, hostility.stream)
    }

    @Test("a word about the present counts only if it is the hub's and of now", arguments: Hostility.onTime)
    func time(hostility: Hostility) async throws {
        try await withstand(hostility.code, staysOld: hostility.staysOld, hostility.stream)
    }

    @Test("a hub that says nothing at all is left, and the list grows old")
    func silence() async throws {
        let hub = try HostileHub.sample()
        let trial = try await HostileTrial(trusting: hub, timing: HostileTrial.impatient) { try hub.prefix(7).honestly($0) }
        try await trial.wait("the honest list") { trial.age == 0 && trial.index.version == 4 }

        trial.clock.advance(by: .hours(1))
        trial.door.behave { _ in .held(hub.prefix(7).greeting()) }
        try await trial.wait("the silence") { trial.standing.troubleCode == "silent" }
        #expect(try trial.serves(hub, at: 7) && trial.age == 3_600_000)

        trial.door.behave(hub.honest(trial.clock))
        try await trial.wait("the hub's return") { try trial.serves(hub, at: 12) && trial.age == 0 }
        try await trial.end()
    }

    @Test("what is missing is told version by version, until it came")
    func missing() async throws {
        let hub = try HostileHub.sample()
        let trial = try await HostileTrial(trusting: hub) { try hub.prefix(7).honestly($0) }
        try await trial.wait("the honest list") { trial.age == 0 && trial.index.version == 4 }
        #expect(trial.status["complete"] == true)

        trial.door.behave { request in
            guard request.subject == .stream else { return .problem(404) }
            return .held(
                try hub.stream(from: request.from) {
                    for place in $0.indices {
                        $0[place].payloads[7] = nil
                        $0[place].payloads[10] = nil
                    }
                })
        }
        try await trial.wait("the fault") { trial.standing.fault?.fault.code == .withheld }

        #expect(trial.status["complete"] == false)
        #expect(
            trial.status["missing"] == [
                ["version": 5, "index": 7, "state": "withheld"], ["version": 7, "index": 10, "state": "withheld"],
            ])
        trial.door.behave(hub.honest(trial.clock))
        try await trial.wait("the rest") { try trial.serves(hub, at: 12) && trial.status["complete"] == true }
        try await trial.end()
    }

    @Test("a stream that shows in time that it is of now is not left, however long it lasts")
    func lasting() async throws {
        let hub = try HostileHub.sample()
        let timing = FollowTiming(silence: .seconds(3), patience: .seconds(3), longestWait: .milliseconds(60))
        let heartbeat = try hub.heartbeat(hub.checkpoint())
        let trial = try await HostileTrial(trusting: hub, timing: timing) { request in
            request.subject == .stream
                ? .endless(try hub.stream(from: request.from), then: heartbeat, every: 100) : try hub.honestly(request)
        }
        try await trial.wait("the list") { try trial.serves(hub, at: 12) && trial.standing.isConnected }

        try await Task.sleep(for: .seconds(6))

        #expect(trial.door.requests.count { $0.subject == .stream } == 1 && trial.standing.fault == nil)
        try await trial.end()
    }

    @Test("a hub that leads elsewhere is not followed there")
    func elsewhere() async throws {
        let hub = try HostileHub.sample()
        let other = try await HostileDoor { try hub.honestly($0) }
        let address = other.address
        let trial = try await HostileTrial(trusting: hub) { .elsewhere(address + $0.path) }

        try await trial.wait("the refusal") { trial.standing.troubleCode == "http" }

        #expect(other.requests.isEmpty && trial.age == nil)
        try await trial.end()
        await other.close()
    }
}
