// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// Files with a report, such as a proof of purchase: added by whoever reported, read by who decides.
struct AttachmentDoors {
    let core: HubCore

    var endpoints: [Endpoint] { [add, read] }

    /// The most bytes of a request: a file of a mebibyte in Base 64, and room around it.
    private static let mostBytes = 1_408 << 10

    private var add: Endpoint {
        Endpoint(
            id: "voegBewijsToe", method: .post, path: "/v1/meldingen/{melding}/bewijsstukken",
            access: Access(open: .secret, parties: Access.rights(.report, in: .report).parties), tag: "Meldingen",
            summary: "Een bestand bij een eigen melding voegen, zoals een aankoopbewijs", parameters: [ReportDoors.number],
            body: .object([
                .may("geheim", .text(1...40, keeping: .secret), "Het geheim; voor wie zonder certificaat komt."),
                .must("naam", .text(1...Attachment.mostNameBytes), "Hoe het bestand heet."),
                .must(
                    "inhoud", .text(4...1_398_104, keeping: .file),
                    "Het bestand in Base 64: PDF, JPEG of PNG, hoogstens 1 MiB."),
            ]),
            answer: .init(status: 201, text: "Het bestand is vastgelegd.", schema: CaseView.enteredShape),
            mostBytes: AttachmentDoors.mostBytes, mostOpenBytes: AttachmentDoors.mostBytes
        ) { call in
            let reference = try ReportReference(call.parameter("melding"))
            if call.isOpenDoor { try core.limits.admit(.report, reference.description, at: core.timekeeper.now()) }
            let register = try core.register(of: reference.caseID)
            guard let bytes = Base64.decode(call.text("inhoud")) else {
                throw Refusal.field("inhoud", "Give the bytes of the file in Base 64 (RFC 4648, section 4).")
            }
            let name = call.text("naam")
            let entered = try await core.sequencer.submit(
                Act("attachment", key: call.key) { scope in
                    let state = try scope.ownCase(reference, call: call, of: register)
                    let own = state.reports[reference.number - 1].warrant
                    let warrant =
                        call.isOpenDoor
                        ? Warrant.citizen(purpose: register.policy.purpose, basis: own.basis) : try scope.warrant(for: call)
                    let after = try scope.attach(
                        bytes, name: name, to: reference.number, in: state, of: register, by: warrant)
                    return CaseView.entered(after, number: after.attachments.count)
                }
            )
            return .json(201, entered.answer)
        }
    }

    private var read: Endpoint {
        Endpoint(
            id: "toonBewijs", method: .get, path: "/v1/zaken/{zaak}/bewijsstukken/{bewijsstuk}",
            access: .rights(.decide, .confirm, in: .caseNumber), tag: "Zaken",
            summary: "Een bestand bij een melding, om te bewaren",
            parameters: [
                CaseDoors.number,
                .init(name: "bewijsstuk", place: .path, schema: .whole(1...1_000_000), text: "Het nummer van het bestand."),
            ],
            answer: .init(
                status: 200, text: "Het bestand. Geen browser opent het vanzelf.", schema: nil,
                mediaType: "application/octet-stream"),
            notesReading: true
        ) { call in
            let begun = core.timekeeper.now()
            let id = try CaseID(call.parameter("zaak"))
            let number = try call.number("bewijsstuk")
            let register = try core.register(of: id)
            guard let warrant = call.admission.warrant else { throw Access.unidentified }
            let name = register.policy.register
            let unknown = Refusal.field("bewijsstuk", "The case has no file with this number.", code: .unknown)
            let (kind, bytes) = try await core.store.read { reader in
                guard let state = try reader.loadCase(id, in: name), !state.isErased,
                    let attachment = state.attachments.first(where: { $0.number == number }),
                    let payload = try reader.payloads(of: name, stream: AttachmentStream.name(of: number, in: id)).first,
                    let content = try JSON(parsing: payload.bytes, limits: .payload)["content"]?.string,
                    let bytes = Base64.decode(content)
                else { throw unknown }
                return (attachment.kind, bytes)
            }
            try await core.note(.caseFile, of: [id], in: register, by: warrant, for: call, since: begun)
            return .attachment(name: "\(id)-\(number).\(kind.suffix)", bytes)
        }
    }
}

/// Where what is in a file stands: a stream of its own, so that a case is told without reading it.
enum AttachmentStream {
    static func name(of number: Int, in id: CaseID) -> String { "attachment:\(id)/\(number)" }
}

extension ActScope {
    /// Adds a file to a report: an event of the case, and the bytes in an entry of their own. Both are erased with the case.
    func attach(
        _ bytes: [UInt8], name: String, to report: Int, in state: Case, of register: any Register, by warrant: Warrant
    ) throws -> Case {
        let after = try run(
            .attach(FileKind(of: bytes), name: name, size: bytes.count, digest: MerkleHash.leaf(bytes), report: report),
            in: state, of: register, by: warrant)
        let log = register.policy.register
        try enter(
            "attachment-content", ["content": .string(Base64.encode(bytes)), "event": "attachment-content"], in: log,
            stream: AttachmentStream.name(of: after.attachments.count, in: state.id), audience: .cases(of: log))
        return after
    }
}
