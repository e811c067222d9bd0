// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

extension ActScope {
    /// Protects subjects: no decision lists them until the protection is lifted. Only codes are kept, of which nobody can make the
    /// subjects without this hub's secret.
    /// - Returns: what became of each, in order: whether it was not protected before.
    func protect(_ texts: [String], ground: String, in register: any Register, by warrant: Warrant) throws -> [Bool] {
        try change(texts, ground: ground, in: register, by: warrant, protects: true)
    }

    /// Lifts the protection of subjects.
    /// - Returns: what became of each, in order: whether it was protected before.
    func unprotect(_ texts: [String], ground: String, in register: any Register, by warrant: Warrant) throws -> [Bool] {
        try change(texts, ground: ground, in: register, by: warrant, protects: false)
    }

    /// Refuses what would list a protected subject, and names the places of those subjects in the case.
    func checkProtection(of state: Case, for command: CaseCommand, in register: any Register) throws {
        let lists =
            switch command {
            case .decide(let kind, _, _): self.lists(kind, in: register)
            case .confirm: self.lists(state.openProposal?.kind, in: register)
            case .clear(let number, _): state.changes.contains { $0.number == number && $0.what != .release }
            default: false
            }
        guard lists else { return }
        let faults = try protectedFaults(in: state, of: register)
        guard faults.isEmpty else {
            throw Refusal(
                .protected, "What is protected cannot be listed: have the protection lifted first, or report without it.",
                faults: faults)
        }
    }

    /// Which subjects of a case are protected, by their places in it; no more than an answer names.
    func protectedFaults(in state: Case, of register: any Register) throws -> [Fault] {
        let name = register.policy.register
        let hasCodes = try writer.protectedCount(in: name) > 0
        var faults: [Fault] = []
        for (position, subject) in try writer.subjects(of: state.id, in: name).enumerated() where faults.count < Problem.mostFaults
        {
            var reason = register.protection(of: subject.value)?.english
            if reason == nil, hasCodes, try isProtected(subject, in: name) {
                reason = "This is on the list of protected identities."
            }
            if let reason { faults.append(Fault("onderwerpen[\(position)]", reason)) }
        }
        return faults
    }

    private func lists(_ kind: DecisionKind?, in register: any Register) -> Bool {
        if let kind, case .list? = register.policy.decisions[kind]?.effect { true } else { false }
    }

    private func change(
        _ texts: [String], ground: String, in register: any Register, by warrant: Warrant, protects: Bool
    ) throws -> [Bool] {
        let name = register.policy.register
        guard warrant.person != nil else {
            throw Refusal.field(
                "persoon", "Protection is a named person's act: connect with that person's certificate.", code: .personNeeded)
        }
        var (subjects, faults): ([Subject], [Fault]) = ([], [])
        for (position, text) in texts.enumerated() {
            do { subjects.append(try register.subject(text, field: "onderwerpen[\(position)]")) } catch { faults += error.faults }
        }
        guard faults.isEmpty else { throw Refusal(.invalid, "Mend the subjects named.", faults: faults) }
        var (outcomes, codes): ([Bool], [String]) = ([], [])
        for subject in subjects {
            let code = secrets.protectionCode(of: subject, in: name)
            let isNew = try isProtected(subject, in: name) != protects && !codes.contains(code)
            outcomes.append(isNew)
            guard isNew else { continue }
            codes.append(code)
            try writer.put(setting: ProtectionRecord.name(of: name, code: code), protects ? [1] : [])
        }
        guard !codes.isEmpty else { return outcomes }
        let count = try writer.protectedCount(in: name) + (protects ? codes.count : -codes.count)
        try writer.put(setting: ProtectionRecord.name(of: name), Array(String(max(0, count)).utf8))
        let payload: JSON = [
            "at": .string(now.description), "codes": .array(codes.map { .string($0) }),
            "event": .string(protects ? "protection" : "protection-end"), "ground": .string(ground), "warrant": warrant.json,
        ]
        try enter(
            protects ? "protection" : "protection-end", payload, in: name, stream: ProtectionRecord.stream,
            audience: .distribution(of: name))
        return outcomes
    }

    private func isProtected(_ subject: Subject, in register: RegisterName) throws -> Bool {
        let code = secrets.protectionCode(of: subject, in: register)
        return try writer.setting(ProtectionRecord.name(of: register, code: code))?.isEmpty == false
    }

}

/// Where protected identities are kept.
enum ProtectionRecord {
    /// The stream of what was entered about them.
    static let stream = "protection"

    /// The value that tells how many there are.
    static func name(of register: RegisterName) -> String { "protected/\(register)" }

    /// The value that tells that one is protected.
    static func name(of register: RegisterName, code: String) -> String { "protected/\(register)/\(code)" }
}

extension StoreReader {
    /// How many identities are protected in a register.
    func protectedCount(in register: RegisterName) throws -> Int {
        Int(String(decoding: try setting(ProtectionRecord.name(of: register)) ?? [], as: UTF8.self)) ?? 0
    }
}

extension HubSecrets {
    /// What stands for a protected subject: 160 bits that nobody can make of it without this hub's secret, nor try out.
    func protectionCode(of subject: Subject, in register: RegisterName) -> String {
        code(for: "\(register)/\(subject.kind)/\(subject.value)", as: "protection")
    }
}

extension RefusalCode {
    /// It would list what is protected.
    static let protected: RefusalCode = "protected"
}
