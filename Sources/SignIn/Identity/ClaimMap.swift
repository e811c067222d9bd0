// SPDX-License-Identifier: EUPL-1.2

import Identifiers
public import Ledger

/// In which claims a provider says for whom a person acts, who he is, and how sure that is.
public struct ClaimMap: Hashable, Sendable {
    /// The claims that may name the party by its KvK number or OIN. Those that are there must agree.
    public var party: [String]
    /// The claim that says what kind of number the party's is (SAML `NameQualifier`, passed on by brokers). When it is there it
    /// must end in `KvKnr` or `OIN`.
    public var kind: String
    /// The claim with the branch to which the person is restricted.
    public var branch: String
    /// The claim that names the person, the same each time and of nobody else.
    public var person: String
    /// The claim with the level of assurance.
    public var level: String

    /// The names of eHerkenning; the person by `sub`, which every provider gives.
    ///
    /// Until version 1.12 of the framework brokers gave the KvK number as `urn:etoegang:1.9:EntityConcernedID:KvKnr`, from 1.13 on
    /// as `urn:etoegang:core:LegalSubjectID`.
    public init(
        party: [String] = ["urn:etoegang:1.9:EntityConcernedID:KvKnr", "urn:etoegang:core:LegalSubjectID", "kvk", "oin"],
        kind: String = "namequalifier", branch: String = "urn:etoegang:1.9:ServiceRestriction:Vestigingsnr", person: String = "sub",
        level: String = "acr"
    ) {
        self.party = party
        self.kind = kind
        self.branch = branch
        self.person = person
        self.level = level
    }

    /// Reads a verified token's claims.
    /// - Throws: `claims` when they name no party, more than one, no person, or a branch that is no branch.
    public func identity(in claims: JSONObject, levels: AssuranceMap) throws(SignInFault) -> ClaimedIdentity {
        if let kind = claims[kind] {
            guard let text = kind.string, text.hasSuffix(":KvKnr") || text.hasSuffix(":OIN") else {
                throw SignInFault(.claims, "the number of the party is of another kind")
            }
        }
        var parties: Set<String> = []
        for name in party {
            guard let claim = claims[name], !claim.isNull else { continue }
            guard let text = claim.string, let number = Self.number(text) else {
                throw SignInFault(.claims, "the number of the party is none")
            }
            parties.insert(number)
        }
        guard let number = parties.first else { throw SignInFault(.claims, "no party is named") }
        guard parties.count == 1 else { throw SignInFault(.claims, "two parties are named") }
        guard let subject = claims[person]?.string, (1...512).contains(subject.utf8.count) else {
            throw SignInFault(.claims, "no person is named")
        }
        var branch: String?
        if let claim = claims[self.branch], !claim.isNull {
            // A restriction that cannot be read must not become none.
            guard let text = claim.string, text.utf8.count == 12, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
                throw SignInFault(.claims, "the branch is none")
            }
            branch = text
        }
        return ClaimedIdentity(party: number, branch: branch, subject: subject, level: levels.level(claims[level]?.string))
    }

    /// A number in the form in which parties are known; nil when it is neither a KvK number nor an OIN.
    static func number(_ text: String) -> String? {
        if text.utf8.count == 8, let number = try? KvKNumber(text) { return "kvk:\(number)" }
        if text.utf8.count == 20, let number = try? OIN(text) { return "oin:\(number)" }
        return nil
    }
}

/// What claims say of a person.
public struct ClaimedIdentity: Hashable, Sendable {
    /// The party, `kvk:` or `oin:` with its number.
    public let party: String
    /// The branch to which the person is restricted: 12 digits; nil when he acts for the whole party.
    public let branch: String?
    /// The person, in the provider's word.
    public let subject: String
    /// How sure that is.
    public let level: AssuranceLevel
}
