// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// How lines of the log of processing are shown: to who supervises, to whom they are about, and as the standard has them.
struct ReadingView {
    let registry: Registry
    /// The hub's name.
    let hub: String

    /// The type of the identifiers in `dpl.core.data_subject_id`.
    static let subjectType = "urn:schakel:pseudoniem:zaak"

    /// For who supervises: everything.
    func full(_ reading: StoredReading) -> JSON {
        let members: [(String, JSON?)] = [
            ("begin", .string(reading.startedAt.description)), ("einde", .string(reading.endedAt.description)),
            ("spoor", .string(Hexadecimal.encode(reading.trace))), ("actie", .string(Hexadecimal.encode(reading.span))),
            ("onderdeelVan", reading.parent.map { .string(Hexadecimal.encode($0)) }),
            ("handeling", .string(reading.operation)), ("verwerkingsactiviteit", .string(reading.activity)),
            ("betrokkene", reading.subject.map { .string(Hexadecimal.encode($0)) }),
            ("deelnemer", .string(reading.warrant.party?.description ?? "")), ("naam", .string(name(reading))),
            ("persoon", reading.warrant.person.map { .string($0) }), ("rol", .string(reading.warrant.role.rawValue)),
            ("mandaat", reading.warrant.mandate.map { .integer(Int64($0)) }), ("doel", .string(reading.warrant.purpose)),
            ("grondslag", .string(reading.warrant.basis)),
        ]
        return .object(JSONObject(members))
    }

    /// For whom it is about: which party, in which role, when, for what, on which basis. Never which employee.
    func own(_ reading: StoredReading) -> JSON {
        [
            "wanneer": .string(reading.startedAt.description), "wat": .string(ReadingActivity.name(in: reading.activity)),
            "deelnemer": .string(name(reading)), "rol": .string(reading.warrant.role.rawValue),
            "doel": .string(reading.warrant.purpose), "grondslag": .string(reading.warrant.basis),
        ]
    }

    /// As "Logboek dataverwerkingen" 1.0 has it. Employees do not stand in it: the standard has no member for them.
    func standard(_ reading: StoredReading) -> JSON {
        let attributes: [(String, JSON?)] = [
            ("dpl.core.processing_activity_id", .string(reading.activity)),
            ("dpl.core.data_subject_id", reading.subject.map { .string(Hexadecimal.encode($0)) }),
            ("dpl.core.data_subject_id_type", reading.subject.map { _ in .string(ReadingView.subjectType) }),
            ("dpl.core.foreign_operation.span_id", reading.foreignSpan.map { .string(Hexadecimal.encode($0)) }),
            (
                "dpl.core.foreign_operation.processor",
                reading.foreignSpan.flatMap { _ in reading.warrant.party.map { .string("urn:schakel:deelnemer:\($0)") } }
            ),
        ]
        let members: [(String, JSON?)] = [
            ("trace_id", .string(Hexadecimal.encode(reading.trace))), ("span_id", .string(Hexadecimal.encode(reading.span))),
            ("status", "Ok"), ("name", .string(reading.operation)),
            ("start_time", .integer(reading.startedAt.milliseconds)), ("end_time", .integer(reading.endedAt.milliseconds)),
            ("parent_span_id", reading.parent.map { .string(Hexadecimal.encode($0)) }),
            ("resource", ["attributes": ["name": "schakel", "hub": .string(hub)]]),
            ("attributes", .object(JSONObject(attributes))),
        ]
        return .object(JSONObject(members))
    }

    private func name(_ reading: StoredReading) -> String {
        guard let party = reading.warrant.party else { return "" }
        return registry.parties[party]?.name ?? party.description
    }
}

extension ReadingPosition {
    /// Where a page goes on: opaque to whoever has it.
    var text: String { "\(startedAt.milliseconds)-\(Hexadecimal.encode(span))" }

    /// - Throws: a fault in `field` when it is no such text.
    init(_ text: String, field: String) throws(Refusal) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let milliseconds = Int64(parts[0]), let span = Hexadecimal.decode(String(parts[1])), span.count == 8
        else {
            throw .field(field, "Give what stood in `verder` of the page before, or leave it out.")
        }
        self.init(startedAt: Instant(milliseconds: milliseconds), span: span)
    }
}
