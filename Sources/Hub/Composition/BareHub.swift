// SPDX-License-Identifier: EUPL-1.2

package import Exchange
package import Ledger
import Logging
package import Store

/// A hub without doors and without a certificate authority: acts go in, durable receipts come out. What stands between a door and the
/// store is measured with it.
package struct BareHub: Sendable {
    private let sequencer: Sequencer

    /// Puts one together over a store, with fresh keys.
    package init(name: String, store: any Store, timekeeper: any Timekeeper = SystemTimekeeper()) async throws {
        var signers: [RegisterName: NoteSigner] = [:]
        for log in [.parties] + RegisterSet.all.names { signers[log] = try NoteSigner(generating: "\(name)/\(log)") }
        sequencer = try await Sequencer(
            store: store, registers: .all, signer: LogSigner(hub: name, signers: signers), secrets: .random(),
            timekeeper: timekeeper,
            logger: Logger(label: "bare") { _ in SwiftLogNoOpLogHandler() })
    }

    /// Serves acts until the task is cancelled.
    package func run() async throws { try await sequencer.run() }

    /// Reports the theft of one device, as a citizen does, under an idempotency key.
    /// - Returns: how long the answer is, in bytes of JSON.
    package func reportTheft(of imei: String, key: String, random: UInt64) async throws -> Int {
        let draft = ReportDraft(
            register: "devices", kind: "theft", subjects: [imei], details: ["datum": "2026-03-01", "merk": "Voorbeeld"],
            random: random)
        let entered = try await sequencer.submit(
            Act("report", key: Act.Key(text: "citizen:\(key)", fingerprint: Array(key.utf8))) { scope in
                ["melding": .string(try scope.report(draft, by: .citizen).description)]
            })
        return entered.answer["ontvangstbewijs"]?.string?.utf8.count ?? 0
    }
}
