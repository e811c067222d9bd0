// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Exchange
import Ledger

/// To whom a payload is addressed. In a leaf it appears as a tag that says nothing to anybody else.
struct Audience: Hashable, Sendable {
    /// The name from which the tag is made.
    let name: String

    /// Those who carry out a list.
    static func list(_ list: ListName, of register: RegisterName) -> Audience { Audience(name: "list/\(register)/\(list)") }

    /// Those who decide in a register.
    static func cases(of register: RegisterName) -> Audience { Audience(name: "cases/\(register)") }

    /// Those who supervise how the lists of a register go out.
    static func distribution(of register: RegisterName) -> Audience { Audience(name: "distribution/\(register)") }

    /// The addressee of measures, and who supervises him.
    static func measures(of register: RegisterName, party: PartyID) -> Audience { Audience(name: "measures/\(register)/\(party)") }

    /// Those who administer participation.
    static let parties = Audience(name: "parties")
}

/// What only the hub knows. Made once, kept in its store.
struct HubSecrets: Sendable {
    private let root: [UInt8]

    init(root: [UInt8]) { self.root = root }

    /// A fresh secret of 32 random bytes.
    static func random() -> HubSecrets {
        var generator = SystemRandomNumberGenerator()
        return HubSecrets(root: (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }

    /// The bytes to keep.
    var bytes: [UInt8] { root }

    /// The tag of an audience.
    func tag(of audience: Audience) -> AudienceTag {
        AudienceTag(secret: derive("audience"), name: audience.name)
    }

    /// The secret with which a citizen follows a report: sixteen characters of Crockford's base 32, 80 bits.
    ///
    /// It is derived, so that a repeated request gets the same answer without the secret being kept anywhere.
    func reportSecret(of report: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Array(report.utf8), using: SymmetricKey(data: derive("report")))
        var text: [UInt8] = []
        for (position, byte) in code.prefix(16).enumerated() {
            if position > 0, position.isMultiple(of: 4) { text.append(0x2D) }
            text.append(CaseID.alphabet[Int(byte & 31)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// From which the keys of private checks are derived. All hubs of one store have it, and so the same keys.
    var privateCheckSecret: [UInt8] { derive("private-checks") }

    /// The key under which hubs of one store speak to each other.
    var hubSeal: HubSeal { HubSeal(key: derive("hubs")) }

    /// What stands for a person of an identity provider: 160 bits, in letters and digits. Without this hub's secret nobody can
    /// tell whose it is, nor try out who it could be.
    func personCode(issuer: String, subject: String) -> String {
        code(for: "\(issuer.utf8.count):\(issuer)\(subject)", as: "person")
    }

    /// What stands for a person of a party in the row of a case, beside the log: so that the store names nobody there.
    func proposerCode(of party: PartyID, person: String) -> String { code(for: "\(party)/\(person)", as: "proposer") }

    func code(for text: String, as purpose: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: SymmetricKey(data: derive(purpose)))
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
        return String(decoding: code.prefix(Member.codeLength).map { alphabet[Int($0 & 31)] }, as: UTF8.self)
    }

    /// What stands for whom a case is about in the log of processing: 128 bits that nobody can make of a case's number without this
    /// hub's secret.
    func subjectCode(of id: CaseID) -> [UInt8] {
        let code = HMAC<SHA256>.authenticationCode(for: Array("case/\(id)".utf8), using: SymmetricKey(data: derive("readings")))
        return Array(code.prefix(16))
    }

    /// The key under which sign-ins that are under way are sealed, and forms are signed. All hubs of one store have it.
    var signInKey: [UInt8] { derive("sign-in") }
    /// What seals cookies and signs forms of the pages.
    var pageSeal: PageSeal { PageSeal(key: derive("pages")) }

    /// What is kept of a report's secret. It has 80 random bits, so its hash cannot be guessed back.
    func hash(ofReportSecret secret: String) -> Ledger.Digest {
        MerkleHash.leaf(secret.utf8.filter { $0 != 0x2D && $0 != 0x20 }.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 })
    }

    private func derive(_ purpose: String) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array(purpose.utf8), using: SymmetricKey(data: root)))
    }
}
