// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// The receipt of an own report, again: for who lost it, or reported on a page.
struct ReceiptDoors {
    let core: HubCore

    var endpoints: [Endpoint] {
        [
            Endpoint(
                id: "bewijsMelding", method: .post, path: "/v1/meldingen/{melding}/_ontvangstbewijs", access: .secret,
                tag: "Meldingen", summary: "Het ontvangstbewijs van een eigen melding, met het nummer en het geheim",
                parameters: [
                    .init(
                        name: "melding", place: .path, schema: .text(1...40, keeping: .reportNumber),
                        text: "Het nummer van de melding, zoals DV-7K3M-Q9TX-2HRA-1.")
                ],
                body: .object([.must("geheim", .text(1...40, keeping: .secret), "Het geheim dat bij de melding hoort.")]),
                answer: .init(
                    status: 200, text: "Het ontvangstbewijs.",
                    schema: .object([
                        .must("ontvangstbewijs", .text(1...(1 << 20)), "Bewijs dat zonder ons is na te gaan (C2SP tlog-proof).")
                    ]))
            ) { call in
                let reference = try ReportReference(call.parameter("melding"))
                try core.limits.admit(.report, reference.description, at: core.timekeeper.now())
                let log = try core.register(of: reference.caseID).policy.register
                let hash = core.secrets.hash(ofReportSecret: call.text("geheim"))
                let head = try core.head(of: log)
                let note = try SignedNote(parsing: core.cosigned(head, of: log))
                let receipt = try await core.store.read { reader in
                    let report = try ReportDoors.ownReport(
                        reference, in: try reader.loadCase(reference.caseID, in: log), hash: hash)
                    return try ReceiptDoors.receipt(of: report.number, in: reference.caseID, of: log, reader, head, note)
                }
                return .json(200, ["ontvangstbewijs": .string(receipt.description)])
            }
        ]
    }

    /// The receipt of a report, under the newest checkpoint.
    private static func receipt(
        of number: Int, in id: CaseID, of log: RegisterName, _ reader: any StoreReader, _ head: StoredHead, _ note: SignedNote
    ) throws -> Receipt {
        for payload in try reader.payloads(of: log, stream: "case:\(id)") where payload.index < head.size {
            let json = try JSON(parsing: payload.bytes, limits: .payload)
            guard case .reported(let event) = try CaseEvent(json: json), event.number == number else { continue }
            guard let leaf = try reader.entries(of: log, in: payload.index..<payload.index + 1).first?.leaf else { break }
            let path = try reader.tree(of: log).inclusionPath(of: payload.index, at: head.size, reading: LogTiles(reader, log: log))
            let isSmall = payload.bytes.count <= Receipt.largestPayload
            return Receipt(
                leaf: leaf, opening: isSmall ? Receipt.Opening(payload: json, salt: payload.salt) : nil, index: payload.index,
                path: path, checkpoint: note)
        }
        throw ReportDoors.unknown
    }
}
