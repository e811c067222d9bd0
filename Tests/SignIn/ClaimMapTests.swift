// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

@testable import SignIn

@Suite("What claims say")
struct ClaimMapTests {
    private let map = ClaimMap()

    private func read(_ claims: [(String, JSON)]) throws -> ClaimedIdentity {
        try map.identity(in: JSONObject([("sub", "p-1")] + claims), levels: .standard)
    }

    @Test("eHerkenning's names until 1.12 and from 1.13 on give the same party")
    func bothVersions() throws {
        let old = try read([("urn:etoegang:1.9:EntityConcernedID:KvKnr", "12345678")])
        let new = try read([
            ("urn:etoegang:core:LegalSubjectID", "12345678"), ("namequalifier", "urn:etoegang:1.9:EntityConcernedID:KvKnr"),
        ])

        #expect(old.party == "kvk:12345678")
        #expect(new.party == old.party)
    }

    @Test("an OIN names a party too, and two names that agree are one")
    func oin() throws {
        #expect(try read([("oin", "00000001234567890000")]).party == "oin:00000001234567890000")
        #expect(try read([("kvk", "12345678"), ("urn:etoegang:core:LegalSubjectID", "12345678")]).party == "kvk:12345678")
    }

    @Test("no party, two, a number of another kind, and one that is none are refused")
    func noParty() {
        let wrong: [[(String, JSON)]] = [
            [], [("kvk", "12345678"), ("oin", "00000001234567890000")], [("kvk", "123456789")], [("kvk", 12_345_678)],
            [("kvk", "1234567a")], [("kvk", "")], [("kvk", " 12345678")],
            [("urn:etoegang:core:LegalSubjectID", "12345678"), ("namequalifier", "urn:etoegang:1.9:EntityConcernedID:RSIN")],
            [("kvk", "12345678"), ("namequalifier", 1)],
        ]
        for claims in wrong {
            #expect(throws: SignInFault.self, "\(claims)") { _ = try read(claims) }
        }
    }

    @Test("a branch is kept, and one that cannot be read does not become none")
    func branch() throws {
        let name = "urn:etoegang:1.9:ServiceRestriction:Vestigingsnr"

        #expect(try read([("kvk", "12345678"), (name, "000012345678")]).branch == "000012345678")
        #expect(try read([("kvk", "12345678"), (name, .null)]).branch == nil)
        for text in ["12345678", "", "00001234567x"] {
            #expect(throws: SignInFault(.claims, "the branch is none")) {
                _ = try read([("kvk", "12345678"), (name, .string(text))])
            }
        }
    }

    @Test("levels are ordered, and a word that is not known is none")
    func levels() throws {
        let words = [
            "x", "urn:etoegang:core:assurance-class:loa2", "urn:etoegang:core:assurance-class:loa3",
            "http://eidas.europa.eu/LoA/high",
        ]
        let levels = try words.map { try read([("kvk", "12345678"), ("acr", .string($0))]).level }

        #expect(levels == [.none, .low, .substantial, .high])
        #expect(levels == levels.sorted())
        #expect(try read([("kvk", "12345678")]).level == .none)
    }

    @Test("a map of levels reads what it writes, and nothing that is doubtful")
    func mapText() {
        #expect(AssuranceMap(reading: AssuranceMap.standard.pairs) == .standard)
        #expect(AssuranceMap(reading: ["a=b=high"])?.level("a=b") == .high)
        for pairs in [["a"], ["=high"], ["a=none"], ["a=High"], ["a=low", "a=high"]] {
            #expect(AssuranceMap(reading: pairs) == nil)
        }
    }

    @Test("a heavier act never needs less than a lighter one")
    func policy() {
        let policy = LevelPolicy(reading: .high, acting: .low, deciding: .substantial)

        #expect(LevelPolicy.Weight.allCases.map(policy.level) == [.high, .high, .high])
        #expect(LevelPolicy.Weight.allCases.map(LevelPolicy().level) == [.substantial, .substantial, .high])
    }
}
