// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// What the hub holds of one party, for that party.
struct PartyExport {
    let core: HubCore
    let party: PartyID

    /// One act of the party, or about it.
    struct Act {
        let log: RegisterName
        let index: UInt64
        let kind: String
        let at: Instant
        /// The case, the measure, or what else the entry belongs to.
        let stream: String
        let warrant: Warrant?
        /// What was entered, without persons of others; nil when it is about another party.
        let content: JSON?
    }

    /// How many entries are read at once.
    private static let piece: UInt64 = 1_000

    /// Everything but the acts: what is kept about the party itself.
    func standing() async throws -> JSONObject {
        let (registry, now) = (core.board.registry, core.timekeeper.now())
        let own = registry.parties[party]
        let mandates = registry.mandates.values.filter { $0.party == party }.sorted { $0.number < $1.number }
        let members = (registry.members[party] ?? [:]).values.sorted { $0.person < $1.person }
        let edges = (registry.edges[party] ?? [:]).values.sorted { $0.name < $1.name }
        let measures = try await core.store.read { reader in
            try core.registers.names.flatMap { try reader.measures(in: $0) }.filter { $0.addressee == party }
        }
        return JSONObject([
            ("deelnemer", .string(party.description)), ("naam", .string(own?.name ?? "")),
            ("rollen", .array((own?.roles ?? []).sorted().map { .string($0.rawValue) })),
            ("geregistreerd", own.map { .string($0.registeredAt.description) }), ("peildatum", .string(now.description)),
            ("mandaten", .array(mandates.map(MandateDoors.json))),
            ("personen", .array(members.map { PersonDoors.json($0, at: now) })),
            ("certificaten", .array(CertificateDoors.certificates(of: party, in: registry, at: now))),
            (
                "randknopen",
                .array(
                    edges.map {
                        [
                            "naam": .string($0.name), "sleutel": .string($0.verifierKey),
                            "geregistreerd": .string($0.registeredAt.description),
                        ]
                    })
            ), ("maatregelen", .array(measures.map(\.json))),
        ])
    }

    /// Gives every act in order, log by log, as far as the logs go now. Entries are read in pieces, so that memory stays bounded.
    /// What was erased is not there.
    /// - Parameter announce: is handed the acts of a piece before any of them is given.
    func acts(
        announce: ([Act]) async throws -> Void = { _ in }, _ give: (Act) async throws -> Void
    ) async throws {
        for log in [.parties] + core.registers.names {
            let end = core.board.head(of: log)?.size ?? 0
            var from: UInt64 = 0
            while from < end {
                let range = from..<min(end, from + PartyExport.piece)
                let piece = try await core.store.read { try self.acts(of: log, in: range, reader: $0) }
                try await announce(piece)
                for act in piece { try await give(act) }
                from = range.upperBound
            }
        }
    }

    private func acts(of log: RegisterName, in range: Range<UInt64>, reader: any StoreReader) throws -> [Act] {
        let name = Array(party.description.utf8)
        return try reader.entries(of: log, in: range).compactMap { entry in
            let isOwnMeasure = entry.stream.hasPrefix("measure:") && entry.stream.hasSuffix("/\(party)")
            guard !entry.stream.hasPrefix("list:"), let payload = try reader.payload(of: log, at: entry.index),
                isOwnMeasure || PartyExport.contains(payload.bytes, name)
            else { return nil }
            let event = try JSON(parsing: payload.bytes, limits: .payload)
            let warrants = ["confirmedBy", "warrant"].compactMap { event[$0].flatMap { try? Warrant(json: $0) } }
            let acted = warrants.first { $0.party == party }
            let subject = event["party"]?.string
            guard acted != nil || isOwnMeasure || subject == party.description else { return nil }
            let isAboutAnother = subject.map { $0 != party.description } ?? false
            return Act(
                log: log, index: entry.index, kind: entry.leaf.kind, at: Instant(milliseconds: entry.leaf.time),
                stream: entry.stream, warrant: acted ?? warrants.last,
                content: isAboutAnother ? nil : withoutOthers(event))
        }
    }

    /// What was entered, with the persons of other parties left out of the warrants.
    private func withoutOthers(_ event: JSON) -> JSON {
        guard var members = event.object else { return event }
        for name in ["confirmedBy", "warrant"] {
            guard var warrant = members[name]?.object, warrant["party"]?.string != party.description else { continue }
            warrant["person"] = nil
            members[name] = .object(warrant)
        }
        return .object(members)
    }

    /// Whether some bytes hold others: cheaper than reading the JSON of every entry of a log.
    private static func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
        guard let first = part.first, bytes.count >= part.count else { return false }
        var start = bytes.startIndex
        let last = bytes.count - part.count
        while start <= last, let found = bytes[start...last].firstIndex(of: first) {
            if bytes[found..<found + part.count].elementsEqual(part) { return true }
            start = found + 1
        }
        return false
    }
}

extension PartyExport.Act {
    /// The case of which it shows something; nil when it shows nothing of any.
    var shownCase: CaseID? {
        guard content != nil, stream.hasPrefix("case:") else { return nil }
        return try? CaseID(stream.dropFirst(5))
    }

    /// The act as the export shows it.
    func json(for party: PartyID) -> JSON {
        .object(
            JSONObject([
                ("logboek", .string(log.rawValue)), ("regel", .integer(Int64(clamping: index))), ("soort", .string(kind)),
                ("wanneer", .string(at.description)), ("hoortBij", .string(stream)), ("persoon", person(for: party)),
                ("grondslag", warrant.map { .string($0.basis) }), ("mandaat", mandate(for: party)), ("inhoud", content),
            ]))
    }

    /// The cells of the act in a table.
    func cells(for party: PartyID) -> [String] {
        [
            log.rawValue, String(index), kind, at.description, stream, person(for: party)?.string ?? "", warrant?.basis ?? "",
            mandate(for: party)?.integer.map { String($0) } ?? "",
        ]
    }

    /// The names of the cells.
    static let columns = ["logboek", "regel", "soort", "wanneer", "hoortBij", "persoon", "grondslag", "mandaat"]

    private func person(for party: PartyID) -> JSON? {
        warrant?.party == party ? warrant?.person.map { .string($0) } : nil
    }

    private func mandate(for party: PartyID) -> JSON? {
        warrant?.party == party ? warrant?.mandate.map { .integer(Int64($0)) } : nil
    }
}
