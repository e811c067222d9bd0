// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// What can happen to parties, mandates, certificates and edges. Recorded in the log of parties.
public enum PartyEvent: Hashable, Sendable {
    /// A party was registered.
    case registered(Party, by: Warrant)
    /// A mandate was granted.
    case granted(Mandate, by: Warrant, at: Instant)
    /// A mandate was ended before its time.
    case ended(MandateNumber, reasons: String, by: Warrant, at: Instant)
    /// A certificate was admitted.
    case admitted(Credential, by: Warrant, at: Instant)
    /// A certificate was revoked.
    case revoked(fingerprint: String, reasons: String, by: Warrant, at: Instant)
    /// A person of a party may sign in, or has other rights.
    case personAdmitted(Member, by: Warrant, at: Instant)
    /// A person of a party may do nothing any more.
    case personEnded(PartyID, person: String, reasons: String, by: Warrant, at: Instant)
    /// A party registered an edge, or gave it a new key.
    case edgeRegistered(EdgeNode, by: Warrant)
    /// A party took an edge out of use.
    case edgeRetired(PartyID, name: String, reasons: String, by: Warrant, at: Instant)
    /// It was planned by which day a party reaches a milestone, or no longer.
    case milestonePlanned(PartyID, Milestone, on: CivilDate?, by: Warrant, at: Instant)

    /// The kind in the leaf header.
    public var kind: String {
        switch self {
        case .registered: "party"
        case .granted: "mandate"
        case .ended: "mandate-end"
        case .admitted: "credential"
        case .revoked: "credential-end"
        case .personAdmitted: "person"
        case .personEnded: "person-end"
        case .edgeRegistered: "edge"
        case .edgeRetired: "edge-end"
        case .milestonePlanned: "milestone"
        }
    }

    /// The payload as it is entered.
    public var json: JSON {
        switch self {
        case .registered(let party, let warrant):
            [
                "at": .string(party.registeredAt.description), "event": .string(kind), "name": .string(party.name),
                "party": .string(party.id.description), "roles": .array(party.roles.sorted().map { .string($0.rawValue) }),
                "warrant": warrant.json,
            ]
        case .granted(let mandate, let warrant, let at):
            .object(
                JSONObject([
                    ("at", .string(at.description)), ("basis", .string(mandate.basis)), ("event", .string(kind)),
                    ("from", .string(mandate.from.description)), ("number", .integer(Int64(mandate.number))),
                    ("party", .string(mandate.party.description)), ("purpose", .string(mandate.purpose)),
                    ("register", .string(mandate.register.rawValue)),
                    ("rights", .array(mandate.rights.sorted().map { .string($0.rawValue) })),
                    ("until", mandate.until.map { .string($0.description) }), ("warrant", warrant.json),
                ])
            )
        case .ended(let number, let reasons, let warrant, let at):
            [
                "at": .string(at.description), "event": .string(kind), "number": .integer(Int64(number)),
                "reasons": .string(reasons),
                "warrant": warrant.json,
            ]
        case .admitted(let credential, let warrant, let at):
            .object(
                JSONObject([
                    ("at", .string(at.description)), ("event", .string(kind)), ("fingerprint", .string(credential.fingerprint)),
                    ("party", .string(credential.party.description)), ("person", credential.person.map { .string($0) }),
                    ("until", .string(credential.until.description)), ("warrant", warrant.json),
                ])
            )
        case .revoked(let fingerprint, let reasons, let warrant, let at):
            [
                "at": .string(at.description), "event": .string(kind), "fingerprint": .string(fingerprint),
                "reasons": .string(reasons),
                "warrant": warrant.json,
            ]
        case .personAdmitted(let member, let warrant, let at):
            .object(
                JSONObject([
                    ("at", .string(at.description)), ("branch", member.branch.map { .string($0) }), ("code", .string(member.code)),
                    ("event", .string(kind)), ("party", .string(member.party.description)), ("person", .string(member.person)),
                    ("rights", .array(member.rights.sorted().map { .string($0.rawValue) })),
                    ("until", member.until.map { .string($0.description) }), ("warrant", warrant.json),
                ])
            )
        case .personEnded(let party, let person, let reasons, let warrant, let at):
            [
                "at": .string(at.description), "event": .string(kind), "party": .string(party.description),
                "person": .string(person), "reasons": .string(reasons), "warrant": warrant.json,
            ]
        case .edgeRegistered(let edge, let warrant):
            [
                "at": .string(edge.registeredAt.description), "edge": .string(edge.name), "event": .string(kind),
                "key": .string(edge.verifierKey), "party": .string(edge.party.description), "warrant": warrant.json,
            ]
        case .edgeRetired(let party, let name, let reasons, let warrant, let at):
            [
                "at": .string(at.description), "edge": .string(name), "event": .string(kind), "party": .string(party.description),
                "reasons": .string(reasons), "warrant": warrant.json,
            ]
        case .milestonePlanned(let party, let milestone, let day, let warrant, let at):
            .object(
                JSONObject([
                    ("at", .string(at.description)), ("event", .string(kind)), ("milestone", .string(milestone.rawValue)),
                    ("on", day.map { .string($0.description) }), ("party", .string(party.description)), ("warrant", warrant.json),
                ])
            )
        }
    }

    /// Reads what was entered.
    public init(json: JSON) throws(MalformedRecord) {
        let warrant = try Warrant(json: json.required("warrant"))
        let at = try json.instant("at")
        switch try json.text("event") {
        case "party":
            let roles = try json.texts("roles").map { Role(rawValue: $0) }
            let party = Party(id: try json.party("party"), name: try json.text("name"), roles: Set(roles), registeredAt: at)
            self = .registered(party, by: warrant)
        case "mandate":
            let mandate = Mandate(
                number: try json.whole("number"),
                party: try json.party("party"),
                register: RegisterName(rawValue: try json.text("register")),
                rights: Set(try json.texts("rights").map { Right(rawValue: $0) }),
                purpose: try json.text("purpose"),
                basis: try json.text("basis"),
                from: try json.instant("from"),
                until: try json.optionalInstant("until")
            )
            self = .granted(mandate, by: warrant, at: at)
        case "mandate-end":
            self = .ended(try json.whole("number"), reasons: try json.text("reasons"), by: warrant, at: at)
        case "credential":
            let credential = Credential(
                fingerprint: try json.text("fingerprint"),
                party: try json.party("party"),
                person: try json.optionalText("person"),
                until: try json.instant("until")
            )
            self = .admitted(credential, by: warrant, at: at)
        case "credential-end":
            self = .revoked(fingerprint: try json.text("fingerprint"), reasons: try json.text("reasons"), by: warrant, at: at)
        case "person":
            let member = Member(
                party: try json.party("party"), person: try json.text("person"), code: try json.text("code"),
                rights: Set(try json.texts("rights").map { Right(rawValue: $0) }), branch: try json.optionalText("branch"),
                until: try json.optionalInstant("until")
            )
            self = .personAdmitted(member, by: warrant, at: at)
        case "person-end":
            self = .personEnded(
                try json.party("party"), person: try json.text("person"), reasons: try json.text("reasons"), by: warrant, at: at)
        case "edge":
            let edge = EdgeNode(
                party: try json.party("party"), name: try json.text("edge"), verifierKey: try json.text("key"), registeredAt: at
            )
            self = .edgeRegistered(edge, by: warrant)
        case "edge-end":
            self = .edgeRetired(
                try json.party("party"), name: try json.text("edge"), reasons: try json.text("reasons"), by: warrant, at: at)
        case "milestone":
            let day = try json.optionalText("on")
            let parsed = day.flatMap { CivilDate($0) }
            guard day == nil || parsed != nil else { throw MalformedRecord(member: "on", expected: "a day such as 2026-11-21") }
            self = .milestonePlanned(
                try json.party("party"), Milestone(rawValue: try json.text("milestone")), on: parsed, by: warrant, at: at)
        default:
            throw MalformedRecord(member: "event", expected: "an event of the log of parties")
        }
    }
}

extension JSON {
    /// A party member.
    package func party(_ key: String) throws(MalformedRecord) -> PartyID {
        guard let text = self[key]?.string, let id = try? PartyID(text) else {
            throw MalformedRecord(member: key, expected: "a party")
        }
        return id
    }
}
