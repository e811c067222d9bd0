// SPDX-License-Identifier: EUPL-1.2

import Diameter
import EquipmentIdentity
import Testing

@testable import Edge

@Suite("Checks over Diameter", .timeLimit(.minutes(10)))
struct DiameterServingTests {
    private static let prohibited = "49015420323751"

    private func answer(
        _ imei: String?, list: SampleList = SampleList(), policy: AnswerPolicy = AnswerPolicy()
    ) async throws -> DiameterAnswer {
        try await withDiameterServer(list: list, policy: policy) { port, _ in
            let peer = try await DiameterPeer.introduced(port: port)
            try await peer.send(DiameterSample.check(imei: imei))
            return try #require(await peer.answers(2).last)
        }
    }

    @Test("a peer is told the address it connected to when none is configured")
    func address() async throws {
        try await withDiameterServer { port, _ in
            let peer = try await DiameterPeer.introduced(port: port)

            #expect(await peer.answers(1).first?[.hostIPAddress] == [0, 1, 127, 0, 0, 1])
        }
    }

    @Test(
        "a listed device gets the status on the list, by its first fourteen digits",
        arguments: [
            (prohibited, 1), (prohibited + "8", 1), (prohibited + "0", 1), (prohibited + "86", 1), ("81111101313646", 2),
            ("41111101365980", 0), ("35686800004141", 0),
        ] as [(String, UInt32)])
    func statuses(imei: String, status: UInt32) async throws {
        let answer = try await answer(imei)

        #expect(answer.status == status && answer.result == 2001 && answer.text(.sessionID) == "mme.example;1;2")
    }

    @Test("a device that is not listed is answered by policy")
    func unlisted() async throws {
        let tracking = try await answer("35686800004141", policy: AnswerPolicy(unlisted: .tracking))
        let unknown = try await answer("35686800004141", policy: AnswerPolicy(unlisted: .unknownEquipment))

        #expect(tracking.status == 2)
        #expect(unknown.result == 5422 && unknown.status == nil && unknown[.resultCode] == nil)
    }

    @Test(
        "what is no IMEI is answered by policy: 5004 with what was sent, let in, or not known",
        arguments: ["", "4901542032375", "49015420323751867", "4901542032375a"])
    func malformed(imei: String) async throws {
        let refused = try await answer(imei)
        let permitted = try await answer(imei, policy: AnswerPolicy(malformed: .permitted))
        let unknown = try await answer(imei, policy: AnswerPolicy(malformed: .unknownEquipment))

        #expect(refused.result == 5004 && refused[.failedAVP]?.contains(0x79) == true && refused[.errorMessage] != nil)
        #expect(permitted.status == 0 && unknown.result == 5422)
    }

    @Test("a device without an IMEI is answered by policy")
    func meid() async throws {
        let permitted = try await answer(nil)
        let unknown = try await answer(nil, policy: AnswerPolicy(otherEquipment: .unknownEquipment))

        #expect(permitted.status == 0 && unknown.result == 5422)
    }

    @Test("without a list, or with one that is too old, a check is 3004, so that another node is asked")
    func unavailable() async throws {
        let missing = try await answer(Self.prohibited, list: SampleList(freshness: .never))
        let stale = try await answer(
            Self.prohibited, list: SampleList(freshness: .list(version: 1, ageMilliseconds: .max)),
            policy: AnswerPolicy(stale: .unavailable))
        let kept = try await answer(Self.prohibited, list: SampleList(freshness: .list(version: 1, ageMilliseconds: .max)))

        #expect(missing.result == 3004 && missing.header.flags == [.error, .proxiable] && stale.result == 3004 && kept.status == 1)
    }

    @Test("pipelined checks are answered in order, in whatever pieces they come")
    func pipelined() async throws {
        let checks = (0..<500).flatMap { number in
            DiameterSample.check(imei: number % 3 == 0 ? Self.prohibited : "35686800004141", hopByHop: UInt32(number))
        }
        for size in [checks.count, 7_919, 211] {
            try await withDiameterServer { port, _ in
                let peer = try await DiameterPeer.introduced(port: port)
                var rest = checks[...]
                while !rest.isEmpty {
                    try await peer.send(Array(rest.prefix(size)))
                    rest = rest.dropFirst(size)
                }

                let answers = await peer.answers(501).dropFirst()

                #expect(answers.map(\.header.hopByHop) == Array(0..<500))
                #expect(answers.map(\.status) == (0..<500).map { $0 % 3 == 0 ? 1 : 0 })
            }
        }
    }

    @Test("messages that come byte by byte are answered")
    func trickling() async throws {
        var peers = PeerPolicy()
        peers.capabilitiesDeadline = 300_000
        try await withDiameterServer(peers: peers) { port, _ in
            let peer = try await DiameterPeer.open(port: port)
            for byte in DiameterSample.capabilities(host: "mme.example") + DiameterSample.check(imei: Self.prohibited) {
                try await peer.send([byte])
            }

            #expect(await peer.answers(2).last?.status == 1)
        }
    }

    @Test("many peers are answered at once, each its own")
    func manyPeers() async throws {
        try await withDiameterServer { port, server in
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<60 {
                    group.addTask {
                        let host = "mme\(number).example"
                        let peer = try await DiameterPeer.introduced(port: port, host: host)
                        for round in 0..<20 {
                            try await peer.send(DiameterSample.check(imei: Self.prohibited, hopByHop: UInt32(round), host: host))
                        }
                        let answers = await peer.answers(21).dropFirst()
                        return answers.count == 20
                            && answers.allSatisfy { $0.status == 1 && $0.text(.sessionID)?.hasPrefix("\(host);") == true }
                    }
                }
                for try await isRight in group { #expect(isRight) }
            }
            #expect(server.counters.snapshot.accepted == 60)
        }
    }

    @Test("a message of the largest size is answered, Proxy-Info and all")
    func largest() async throws {
        try await withDiameterServer { port, _ in
            let peer = try await DiameterPeer.introduced(port: port)
            // The answer is larger than its request, and this test reads no more than a server does.
            let padding = 65_536 - DiameterSample.check(imei: Self.prohibited).count - 408
            try await peer.send(DiameterSample.check(imei: Self.prohibited, padding: padding))

            let answer = await peer.answers(2).last

            #expect(answer?.status == 1 && answer?[.proxyInfo]?.count == padding)
        }
    }

    @Test("what is answered is counted once, and told in Prometheus format without names")
    func counted() async throws {
        try await withDiameterServer { port, server in
            let peer = try await DiameterPeer.introduced(port: port)
            try await peer.send(DiameterSample.check(imei: Self.prohibited) + DiameterSample.check(imei: "81111101313646"))
            try await peer.send(DiameterSample.check(imei: "1") + DiameterSample.watchdog())
            _ = await peer.answers(5)

            let totals = server.responder.counters.snapshot
            #expect(totals.prohibited == 1 && totals.tracking == 1 && totals.refused == 1 && totals.total == 3)
            let text = String(decoding: server.exposition, as: UTF8.self)
            #expect(text.contains("schakel_edge_diameter_answers_total{outcome=\"prohibited\"} 1\n"))
            #expect(text.contains("schakel_edge_diameter_faults_total{result=\"INVALID_AVP_VALUE\"} 1\n"))
            #expect(text.contains("schakel_edge_diameter_connections 1\n") && text.contains("schakel_edge_diameter_peers 1\n"))
            #expect(text.contains("schakel_edge_diameter_closed_total{reason=\"watchdog\"} 0\n"))
            #expect(!text.contains("mme.example") && !text.contains("490154"))
        }
    }
}
