// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Logging
import Store

/// What the doors work with.
struct HubCore: Sendable {
    let store: any Store
    let sequencer: Sequencer
    let registers: RegisterSet
    let signer: LogSigner
    let secrets: HubSecrets
    let timekeeper: any Timekeeper
    /// The built-in authority; nil when certificates come from an external one.
    let authority: CertificateAuthority?
    let logger: Logger

    /// What is seen of the sequencer.
    var board: HeadBoard { sequencer.board }

    /// The register with this name.
    func register(_ name: RegisterName) throws(Refusal) -> any Register {
        guard let register = registers[name] else {
            throw .field(
                "register",
                "This hub has no register of this name; it has \(registers.names.map(\.rawValue).joined(separator: ", ")).",
                code: .unknown)
        }
        return register
    }

    /// The register of a case number.
    func register(of id: CaseID) throws(Refusal) -> any Register {
        for name in registers.names {
            if let register = registers[name], id.description.hasPrefix(register.casePrefix + "-") { return register }
        }
        throw .field("zaak", "There is no case with this number.", code: .unknown)
    }

    /// Refuses whoever may not use a right in a register.
    func authorise(_ actor: Actor, to right: Right, in register: any Register) throws(Refusal) {
        _ = try board.registry.authorise(
            actor, to: right, in: register.policy.register, purpose: register.policy.purpose, at: timekeeper.now()
        )
    }

    /// Refuses whoever may use none of some rights in a register.
    /// - Returns: the first of them that he may use.
    @discardableResult
    func authorise(_ actor: Actor, toAny rights: [Right], in register: any Register) throws(Refusal) -> Right {
        var refusal: Refusal?
        for right in rights {
            do {
                try authorise(actor, to: right, in: register)
                return right
            } catch {
                refusal = refusal ?? error
            }
        }
        throw refusal ?? Refusal(.noMandate, "This is not open to anybody.")
    }

    /// All endpoints of the hub.
    var endpoints: [Endpoint] {
        let doors = [
            ReportDoors(core: self).endpoints, CaseDoors(core: self).endpoints, MeasureDoors(core: self).endpoints,
            PartyDoors(core: self).endpoints, MandateDoors(core: self).endpoints, LogDoors(core: self).endpoints,
        ].flatMap(\.self)
        return doors + HubDoors(core: self, others: doors).endpoints
    }
}
