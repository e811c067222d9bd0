// SPDX-License-Identifier: EUPL-1.2

import Diameter
import Testing

@testable import Edge

@Suite("Diameter stacks of others", .timeLimit(.minutes(10)), .serialized)
struct DiameterInteropTests {
    private static let peer = InteropScript("python_peer.py")
    private static let relay = InteropScript("free_relay.py")
    private static let imeis = ["49015420323751", "811111013136460", "4111110136598086", "35686800004141", "12"]
    /// Prohibited, tracked, permitted, not known, malformed.
    private static let outcomes = ["2001 1", "2001 2", "2001 0", "5422 -", "5004 -"]

    @Test(
        "python-diameter connects, checks and says goodbye",
        .enabled(if: peer != nil, "python-diameter is not installed: scripts/install.sh test installs it."))
    func python() async throws {
        let script = try #require(Self.peer)
        try await withDiameterServer(policy: AnswerPolicy(unlisted: .unknownEquipment)) { port, server in
            let lines = try await script.run(
                "\(port)", DiameterSample.node.host.text, DiameterSample.realm.text, Self.imeis[0], Self.imeis[1], Self.imeis[2],
                Self.imeis[3], Self.imeis[4])

            #expect(lines == Self.outcomes)
            while server.counters.snapshot.open > 0 { try await Task.sleep(for: .milliseconds(10)) }
            #expect(server.counters.snapshot.closed == [.disconnected: 1])
        }
    }

    @Test(
        "freeDiameter connects as a relay, passes checks of python-diameter on, keeps watch and says goodbye",
        .enabled(
            if: peer != nil && relay != nil,
            "freeDiameterd or python-diameter is not installed: scripts/install.sh test installs them."))
    func freeDiameter() async throws {
        let script = try #require(Self.peer)
        let relayScript = try #require(Self.relay)
        try await withDiameterServer(policy: AnswerPolicy(unlisted: .unknownEquipment)) { port, server in
            let relay = try relayScript.start("\(port)", DiameterSample.node.host.text, DiameterSample.realm.text)
            let own = try relay.line()
            guard Int(own) != nil else {
                Issue.record("The relay did not start: \(own) \(try relay.stop())")
                return
            }

            let lines = try await script.run(
                own, "relay.\(DiameterSample.realm)", DiameterSample.realm.text, Self.imeis[0], Self.imeis[1], Self.imeis[2],
                Self.imeis[3], Self.imeis[4])
            try await Task.sleep(for: .seconds(9))
            let log = try relay.stop()

            #expect(lines == Self.outcomes)
            #expect(server.responder.counters.snapshot.total == 5)
            #expect(log.contains("RCV from '\(DiameterSample.node.host)': (no model)0/280"), "no watchdog was answered: \(log)")
            #expect(log.contains("RCV from '\(DiameterSample.node.host)': (no model)0/282"), "no goodbye was answered: \(log)")
            #expect(server.counters.snapshot.closed == [.disconnected: 1])
        }
    }
}
