// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Store

@testable import Hub

/// What a hub has after a batch, made comparable.
struct TrialTrace: Hashable {
    /// One log.
    struct Log: Hashable {
        let size: UInt64
        let root: Digest
        let time: Instant
        let sequences: [AudienceTag: UInt64]
        let checkpoint: String?
    }

    let registry: Registry
    let measures: [MeasureID: Measure]
    let logs: [RegisterName: Log]

    init(_ state: HubState) {
        registry = state.registry
        measures = state.measures
        logs = state.logs.mapValues {
            Log(size: $0.tree.size, root: $0.tree.root, time: $0.time, sequences: $0.sequences, checkpoint: $0.checkpoint)
        }
    }
}

extension TrialHub {
    /// The state as the store tells it.
    func state() async throws -> HubState {
        try await core.store.read { try HubState(reading: $0, registers: .all) }
    }

    func trace() async throws -> TrialTrace { TrialTrace(try await state()) }

    /// Decides acts as one batch, past the sequencer. Afterwards the sequencer of this hub is behind, and not to be used any more.
    func batch(_ acts: [Act], from state: HubState? = nil, at moment: Instant? = nil) async throws -> Batch {
        let before: HubState = if let state { state } else { try await self.state() }
        let now = moment ?? clock.now()
        return try await core.store.write { [core] writer in
            try Batch.decide(
                acts, from: before, at: now,
                in: BatchContext(
                    startedAt: now, registers: core.registers, secrets: core.secrets, signer: core.signer,
                    journal: NoErasureJournal()),
                writer: writer
            )
        }
    }

    /// An act that registers a party.
    static func registering(_ id: PartyID, name: String = "Voorbeeld", key: Act.Key? = nil) -> Act {
        Act("party", key: key) { scope in
            try scope.run(.register(id, name: name, roles: [.provider]), by: try scope.administrator(Cast.admin))
            return ["aantal": .integer(Int64(scope.state.registry.parties.count))]
        }
    }

    /// An act that reports a theft.
    static func reporting(_ phone: Int, key: Act.Key? = nil, random: UInt64 = 1) -> Act {
        let draft = ReportDraft(
            register: .devices, kind: .theft, subjects: [imei(phone)], details: ["datum": "2026-03-01"], random: random
        )
        return Act("report", key: key) { scope in
            ["melding": .string(try scope.report(draft, by: .citizen).description)]
        }
    }

    /// An act that does all it can do and is refused in the end.
    static let refused = Act("refused") { scope in
        let warrant = try scope.administrator(Cast.admin)
        try scope.run(.register(Cast.stranger, name: "Voorbeeld", roles: [.provider]), by: warrant)
        try scope.run(
            .grant(
                Cast.stranger, register: .devices, rights: [.comply], purpose: Cast.purpose, basis: "art. 1", from: scope.now,
                until: nil
            ),
            by: warrant
        )
        let draft = ReportDraft(
            register: .devices, kind: .theft, subjects: [imei(77)], details: ["datum": "2026-03-01"], random: 77)
        _ = try scope.report(draft, by: .citizen)
        try scope.writer.put(setting: "trace", [1])
        throw Refusal(.notNow, "In the end this is not to be.")
    }
}

extension Batch {
    /// The answers in order; nil for an act that was refused.
    var answers: [JSON?] { outcomes.map { try? $0.get().answer } }

    /// The refusal of an act, if it was refused.
    func refusal(_ position: Int) -> Refusal? {
        if case .failure(let error) = outcomes[position] { error as? Refusal } else { nil }
    }
}
