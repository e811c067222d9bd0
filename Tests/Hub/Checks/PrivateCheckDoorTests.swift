// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import HTTPTypes
import Ledger
import PrivateChecks
import Testing

@testable import Hub

@Suite("Checking a device without telling which")
struct PrivateCheckDoorTests {
    private static let element = Base64.encode(Array(repeating: 0, count: 49))

    private func body(_ request: CheckRequest, _ change: (inout JSONObject) -> Void) throws -> JSON {
        var object = try #require(request.json.object)
        change(&object)
        return .object(object)
    }

    @Test("a blocked device is listed; one that was only reported, and one that nobody knows, are not")
    func answers() async throws {
        try await TrialHub.run { hub in
            let asker = TrialAsker(hub: hub)
            #expect(try await asker.isListed(1) == [false], "the list is empty")
            _ = try await hub.blocked(1, 4)
            _ = try await hub.report(2)

            for (phone, listed) in [(1, true), (4, true), (2, false), (3, false)] {
                #expect(try await asker.isListed(phone) == [listed], "phone \(phone)")
            }
        }
    }

    @Test("a device that was just released is no longer listed, and one that was just blocked is")
    func released() async throws {
        try await TrialHub.run { hub in
            let asker = TrialAsker(hub: hub)
            let reported = try await hub.blocked(1)
            #expect(try await asker.isListed(1) == [true])
            try #require(try await hub.propose("unblock", in: reported.caseID).status == 201)
            #expect(try await asker.isListed(1) == [false])
            _ = try await hub.blocked(1)
            #expect(try await asker.isListed(1) == [true])
        }
    }

    @Test("an answer says of which version of the list it is, and how old")
    func age() async throws {
        try await TrialHub.run { hub in
            let asker = TrialAsker(hub: hub)
            let empty = try await hub.get(TrialAsker.path)
            #expect(empty.json["versie"] == 0 && empty.json["gewijzigd"] == nil)
            _ = try await hub.blocked(1)
            hub.clock.advance(by: .hours(3))
            let answer = try await asker.send(asker.question([1]).request.json)

            #expect(answer.json["versie"] == 1)
            #expect(answer.json["gewijzigd"]?.string == TrialHub.start.description)
            #expect(answer.json["gevraagd"]?.string == (TrialHub.start + .hours(3)).description)
        }
    }

    @Test("answers about listed devices and others have the same members and length")
    func length() async throws {
        try await TrialHub.run { hub in
            let asker = TrialAsker(hub: hub)
            _ = try await hub.blocked(1)
            let (listed, absent) = (
                try await asker.send(asker.question([1]).request.json), try await asker.send(asker.question([2]).request.json)
            )

            #expect(listed.bytes.count == absent.bytes.count)
            #expect(listed.json.object?.keys == absent.json.object?.keys)
            #expect(listed.json["vakken"] == absent.json["vakken"], "one bucket, one answer")
        }
    }

    @Test("the key is signed with the key of the log, and counts for four weeks; then it is another and the answer is still right")
    func epochs() async throws {
        try await TrialHub.run { hub in
            let asker = TrialAsker(hub: hub)
            _ = try await hub.blocked(1)
            let first = try await asker.parameters()
            let verifier = try NoteVerifier(vkey: hub.core.signer.verifierKey(of: .devices))
            try first.verify(by: [verifier], list: "stolen", at: hub.clock.now().milliseconds)
            let question = try await asker.question([1])
            #expect(try await asker.parameters() == first, "everybody is told the same")

            hub.clock.advance(by: .days(28))
            let refused = try await asker.send(question.request.json)
            #expect(refused.status == 409 && refused.code == "other-parameters")
            let second = try await asker.parameters()
            #expect(second.key != first.key && second.epoch == first.epoch.next)
            try second.verify(by: [verifier], list: "stolen", at: hub.clock.now().milliseconds)
            #expect(try await asker.isListed(1) == [true])
            #expect(try await asker.isListed(2) == [false])
        }
    }

    @Test("all hubs of one store, and one that starts again, have the same key")
    func shared() async throws {
        let place = try TrialPlace()
        let first = try await TrialHub.run(in: place) { hub in
            _ = try await hub.blocked(1)
            return try await TrialAsker(hub: hub).parameters()
        }
        try await TrialHub.run(in: place) { hub in
            let asker = TrialAsker(hub: hub)
            let (told, listed) = (try await asker.parameters(), try await asker.isListed(1))
            #expect(told == first && listed == [true])
        }
        let other = try await TrialHub.run { hub in try await TrialAsker(hub: hub).parameters() }
        #expect(other.key != first.key)
    }

    @Test("elements that are none are refused by the name of the field, and nothing of them is said again")
    func malformed() async throws {
        try await TrialHub.run { hub in
            let asker = TrialAsker(hub: hub)
            let request = try await asker.question([1]).request
            let wrong: [JSON] = [
                .string(Self.element), .string(String(repeating: "/", count: 66) + "=="),
                .string(String(repeating: "A", count: 68)),
                "356868000041418", .string(""), 7, .string(Base64.encode([4] + Array(repeating: 1, count: 96))),
            ]
            for element in wrong {
                let answer = try await asker.send(body(request) { $0["elementen"] = [element] })
                #expect(answer.status == 400, "\(answer.text)")
                #expect(answer.faultFields == ["elementen[0]"])
                #expect(!answer.text.contains("356868000041418") && !answer.text.contains("AAAA"))
            }
        }
    }

    @Test("one device at the open door and a hundred in a series; more are refused, and buckets that are not there")
    func oversize() async throws {
        try await TrialHub.run { hub in
            let asker = TrialAsker(hub: hub)
            let request = try await asker.question([1]).request
            let element = JSON.string(Base64.encode(request.elements[0].bytes))
            let two = try await asker.send(body(request) { $0["elementen"] = [element, element] })
            #expect(two.status == 400 && two.faultFields == ["elementen"])
            let many = try await asker.send(body(request) { $0["vakken"] = .array(Array(repeating: "000", count: 101)) })
            #expect(many.status == 400 && many.faultFields == ["vakken"])
            let beyond = try await asker.send(body(request) { $0["vakken"] = ["001"] })
            #expect(beyond.status == 400 && beyond.faultFields == ["vakken[0]"], "an empty list has one bucket")
            let bits = try await asker.send(body(request) { $0["bits"] = 1 })
            #expect(bits.status == 409 && bits.code == "other-parameters")
            let large = try await asker.send(body(request) { $0["elementen"] = .array(Array(repeating: element, count: 200)) })
            #expect(large.status == 413)
            try await hub.mandate(.check, to: Cast.insurer)
            let shop = TrialAsker(hub: hub, actor: Cast.claims, isSeries: true)
            let series = try await shop.send(body(request) { $0["elementen"] = .array(Array(repeating: element, count: 101)) })
            #expect(series.status == 400 && series.faultFields == ["elementen"])
        }
    }

    @Test("a shop with a mandate asks for many at once; one without is refused, and so is everybody at the open door")
    func series() async throws {
        try await TrialHub.run { hub in
            _ = try await hub.blocked(1, 3)
            let shop = TrialAsker(hub: hub, actor: Cast.claims, isSeries: true)
            let question = try await shop.question([1, 2, 3, 4])
            let refused = try await shop.send(question.request.json)
            #expect(refused.status == 403 && refused.code == "no-mandate")
            try await hub.mandate(.check, to: Cast.insurer)
            try await hub.mandate(.check, to: Cast.police)

            #expect(try await shop.isListed(1, 2, 3, 4) == [true, false, true, false])
            let wrongRole = TrialAsker(hub: hub, actor: Cast.policeSystem, isSeries: true)
            #expect(try await wrongRole.send(question.request.json).status == 403)
            #expect(try await hub.post(TrialAsker.seriesPath, question.request.json).status == 401)
        }
    }

    @Test("whoever asks much is told to wait: an address at the open door, a party at its own, a shop by the device")
    func limited() async throws {
        try await TrialHub.run { hub in
            let asker = TrialAsker(hub: hub)
            let empty = try body(try await asker.question([1]).request) { $0["elementen"] = [] }
            let fields: HTTPFields = [.xForwardedFor: "192.0.2.1", .contentType: "application/json"]
            for _ in 0..<60 {
                let answer = try await hub.call(.post, TrialAsker.path, bytes: empty.canonical(), fields: fields)
                #expect(answer.status == 200)
            }
            let refused = try await hub.call(.post, TrialAsker.path, bytes: empty.canonical(), fields: fields)
            #expect(refused.status == 429 && refused.fields[.retryAfter] == "5")

            for _ in 0..<60 { #expect(try await hub.post(TrialAsker.path, empty, as: Cast.network).status == 200) }
            #expect(try await hub.post(TrialAsker.path, empty, as: Cast.network).status == 429)
            #expect(try await hub.post(TrialAsker.path, empty, as: Cast.otherNetwork).status == 200)

            try await hub.mandate(.check, to: Cast.insurer)
            let elements = try body(try await asker.question([1]).request) {
                $0["elementen"] = .array(Array(repeating: .string(Self.element), count: 100))
            }
            // What is refused for its form has been counted before, so that nobody tries for nothing.
            for _ in 0..<10 { #expect(try await hub.post(TrialAsker.seriesPath, elements, as: Cast.claims).status == 400) }
            let shop = try await hub.post(TrialAsker.seriesPath, elements, as: Cast.claims)
            #expect(shop.status == 429 && shop.fields[.retryAfter] == "200", "a hundred devices, one each two seconds")
        }
    }

    @Test("each hub of a store answers private checks itself, and passes all other posts on to the one that enters acts")
    func anywhere() async throws {
        try await TrialHub.run(peopled: false) { hub in
            #expect(hub.core.endpoints.filter(\.isAnsweredAnywhere).map(\.id) == ["controleerPrive", "controleerPriveReeks"])
        }
    }

    @Test("private checks leave nothing behind")
    func nothingKept() async throws {
        let place = try TrialPlace()
        try await TrialHub.run(in: place) { hub in
            let before = try place.rowCounts()
            _ = try await TrialAsker(hub: hub).isListed(5)
            #expect(try place.rowCounts() == before)
        }
        #expect(try !place.holds(TrialHub.subject(5)))
    }
}

extension TrialHub {
    /// Gives a party one more right in the register of devices.
    func mandate(_ right: Right, to party: PartyID) async throws {
        try await perform("mandate") { scope in
            let warrant = try scope.administrator(Cast.admin)
            try scope.run(
                .grant(
                    party, register: .devices, rights: [right], purpose: Cast.purpose, basis: "Voorbeeldwet art. 2",
                    from: scope.now,
                    until: nil), by: warrant)
        }
    }
}
