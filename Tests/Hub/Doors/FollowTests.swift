// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Testing

@testable import Hub

@Suite("Following one's own report")
struct FollowTests {
    @Test("number and secret show where the report stands and what one can do")
    func follows() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            let answer = try await hub.follow(reported)

            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer.json["melding"] == .string(reported.reference))
            #expect(answer.json["soort"] == "theft")
            #expect(answer.json["fase"] == "reported")
            #expect(answer.json["besluiten"] == [])
            #expect(answer.json["nuDoen"]?.array?.isEmpty == false)
        }
    }

    @Test("the secret counts in small letters, without hyphens and with spaces too")
    func spelling() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            let secret = try #require(reported.secret)

            for spelled in [secret.lowercased(), secret.replacing("-", with: ""), secret.replacing("-", with: " ")] {
                #expect(try await hub.follow(reported, secret: spelled).status == 200)
            }
        }
    }

    @Test("a wrong secret, an unknown report and an unknown case answer alike, to the byte")
    func alike() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            let other = try await hub.report(2)
            let secret = JSON.string(reported.secret ?? "")

            let answers = [
                try await hub.follow(reported, secret: "0000-0000-0000-0000"),
                try await hub.follow(reported, secret: other.secret),
                try await hub.post("/v1/meldingen/\(reported.caseID)-2/_volg", ["geheim": secret]),
                try await hub.post("/v1/meldingen/\(other.reference)/_volg", ["geheim": secret]),
                try await hub.post("/v1/meldingen/DV-0000-0000-0000-1/_volg", ["geheim": secret]),
            ]

            #expect(answers.allSatisfy { $0.status == 404 })
            #expect(Set(answers.map(\.bytes)).count == 1)
            #expect(Set(answers.map { $0.fields.count }).count == 1)
        }
    }

    @Test(
        "a number that cannot be one is told so",
        arguments: ["x", "DV-0000-0000-0000", "DV-0000-0000-0000-0", "DV-0000-0000-0000-x"])
    func malformed(_ number: String) async throws {
        try await TrialHub.run { hub in
            let answer = try await hub.post("/v1/meldingen/\(number)/_volg", ["geheim": "x"])

            #expect(answer.status == 400)
            #expect(answer.faultFields == ["melding"])
        }
    }

    @Test("a party's report has no secret and cannot be followed with one")
    func partyReport() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(TrialHub.theft(of: [1]), as: Cast.claims)

            #expect(reported.secret == nil)
            #expect(try await hub.follow(reported, secret: "0000-0000-0000-0000").status == 404)
        }
    }

    @Test("two citizens who report one device share neither case nor secret")
    func twoReporters() async throws {
        try await TrialHub.run { hub in
            let first = try await hub.report(1)
            let second = try await hub.report(1)

            #expect(first.caseID != second.caseID)
            #expect(first.secret != second.secret)
            #expect(try await hub.follow(second).status == 200)
            #expect(try await hub.follow(second, secret: first.secret).status == 404)
        }
    }

    @Test("the reporter sees what was decided and why, and not by whom")
    func discreet() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.blocked(1)

            let answer = try await hub.follow(reported)

            #expect(answer.json["fase"] == "in-force")
            #expect(answer.json["besluiten"]?[0]?["naam"] == "blokkeren")
            #expect(answer.json["besluiten"]?[0]?["redenen"] == "Aangifte is gedaan.")
            #expect(answer.json["besluiten"]?[0]?["bezwaarTot"] != nil)
            #expect(!answer.text.contains("p-1") && !answer.text.contains("p-2") && !answer.text.contains("Politie"))
            #expect(!answer.text.contains(TrialHub.subject(1)))
        }
    }

    @Test("the secret stands nowhere in the store, not even when the request was repeated")
    func neverStored() async throws {
        let place = try TrialPlace()
        let secrets = try await TrialHub.run(in: place) { hub in
            let key = "7c1f1b5e-8a0e-4a55-9f59-0e2f6b3c9d10"
            let first = try await hub.post("/v1/meldingen", TrialHub.theft(of: [1]), key: key)
            _ = try await hub.post("/v1/meldingen", TrialHub.theft(of: [1]), key: key)
            let second = try await hub.blocked(2)
            _ = try await hub.follow(second)
            _ = try await hub.post(
                "/v1/meldingen/\(second.reference)/vervolgmeldingen", ["geheim": .string(second.secret ?? ""), "soort": "recovery"]
            )
            _ = try await hub.post(
                "/v1/meldingen/\(second.reference)/bezwaren", ["geheim": .string(second.secret ?? ""), "gronden": "Het is terug."]
            )
            #expect(try hub.place.holds(second.reference.dropLast(2).description))
            return [first.json["geheim"]?.string ?? "", second.secret ?? ""]
        }

        for secret in secrets {
            #expect(secret.utf8.count == 19)
            #expect(try !place.holds(secret))
            #expect(try !place.holds(secret.lowercased()))
            #expect(try !place.holds(secret.replacing("-", with: "")))
        }
        #expect(try place.holds("Het is terug."), "what is stored can be found like this")
    }

    @Test("following leaves no entry")
    func noEntry() async throws {
        try await TrialHub.run { hub in
            let reported = try await hub.report(1)
            let rows = try hub.place.rowCounts()

            _ = try await hub.follow(reported)

            #expect(try hub.place.rowCounts() == rows)
        }
    }
}
