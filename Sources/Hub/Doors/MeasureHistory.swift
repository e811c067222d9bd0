// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// What happened to one measure, newest first, each act with the line of the log that proves it.
struct MeasureHistory {
    let measure: Measure
    let rule: MeasureRule
    let registry: Registry
    /// Who looks: of other parties he sees no persons.
    let viewer: PartyID?
    /// The audience in which it is.
    let tag: AudienceTag
    let reader: any StoreReader

    /// The most lines in one answer.
    static let mostLines = 100
    /// The most entries of the audience that are looked through for one answer: it has other measures of the party too.
    private static let mostEntries: UInt64 = 10_000
    private static let piece: UInt64 = 1_000

    /// The newest lines.
    /// - Parameter before: only those whose sequence number in the audience lies before this one; nil for all.
    /// - Returns: the lines, and before which number to go on; nil when there is nothing older.
    func lines(before: UInt64?) throws -> (lines: [JSON], older: UInt64?) {
        let end = try reader.sequence(of: measure.register, tag: tag) + 1
        var upper = min(before ?? end, end)
        let floor = upper > MeasureHistory.mostEntries ? upper - MeasureHistory.mostEntries : 1
        var lines: [JSON] = []
        while upper > floor {
            let lower = max(floor, upper > MeasureHistory.piece ? upper - MeasureHistory.piece : 1)
            for entry in try reader.entries(of: measure.register, tag: tag, sequences: lower..<upper).reversed()
            where entry.stream == "measure:\(measure.id)" {
                guard lines.count < MeasureHistory.mostLines else { return (lines, entry.leaf.sequence + 1) }
                if let payload = try reader.payload(of: measure.register, at: entry.index) {
                    lines.append(line(try JSON(parsing: payload.bytes, limits: .payload), entry))
                }
            }
            upper = lower
        }
        return (lines, upper > 1 ? upper : nil)
    }

    private func line(_ event: JSON, _ entry: StoredEntry) -> JSON {
        let warrant = event["warrant"].flatMap { try? Warrant(json: $0) }
        let reasons = ["explanation", "reasons", "how"].lazy.compactMap { event[$0]?.string }.first
        let members: [(String, JSON?)] = [
            ("regel", .integer(Int64(clamping: entry.index))), ("soort", .string(entry.leaf.kind)),
            ("wanneer", .string(Instant(milliseconds: entry.leaf.time).description)), ("versie", event["version"]),
            ("randknoop", (event["edge"]?.string ?? event["note"]?.string.flatMap(edge)).map { .string($0) }),
            ("stap", event["step"]?.string.map { (rule.step($0)?.title ?? Bilingual($0, $0)).json }),
            (
                "grond",
                event["ground"]?.string.map { (rule.grounds[RefusalGround(rawValue: $0)] ?? Bilingual($0, $0)).json }
            ),
            ("redenen", reasons.map { .string($0) }), ("terecht", event["justified"]),
            ("last", event["order"]), ("gegrond", event["upheld"]),
            ("brief", LetterDoors.kinds.contains(entry.leaf.kind) ? true : nil),
            ("door", warrant.map { .string(who($0)) }),
            ("grondslag", (warrant?.basis ?? event["basis"]?.string).map { .string($0) }),
            ("mandaat", warrant?.mandate.map { .integer(Int64($0)) }),
        ]
        return .object(JSONObject(members))
    }

    /// The edge that signed a note: the last part of the name of its key.
    private func edge(_ note: String) -> String? {
        let prefix = EdgeNode.keyName(party: measure.addressee, edge: "")
        return (try? SignedNote(parsing: note))?.signatures.first { $0.name.hasPrefix(prefix) }
            .map { String($0.name.dropFirst(prefix.count)) }
    }

    private func who(_ warrant: Warrant) -> String {
        guard let party = warrant.party else { return warrant.role.rawValue }
        let name = registry.parties[party]?.name ?? party.description
        guard party == viewer, let person = warrant.person else { return name }
        return "\(name) (\(person))"
    }

    /// How the history is shown.
    static let shape = Schema.array(
        .object([
            .must("regel", .whole(0...JSON.largestInteger), "De regel in het logboek; bewijs: /logboek/{logboek}/bewijs/{regel}."),
            .must("soort", .shortText, "Wat er gebeurde."), .must("wanneer", .moment, "Wanneer."),
            .may("versie", .whole(1...JSON.largestInteger), "De versie."),
            .may("randknoop", .shortText, "De randknoop die het ondertekend stelde, of die stopte."),
            .may("stap", Bilingual.shape, "De stap van de ladder."), .may("grond", Bilingual.shape, "De grond van de weigering."),
            .may("redenen", .text(1...8_000), "De uitleg, de redenen, of hoe het werd uitgevoerd."),
            .may("terecht", .truth, "Het oordeel over de weigering."),
            .may("last", .whole(1...JSON.largestInteger), "Welke last onder dwangsom."),
            .may("gegrond", .truth, "Het oordeel over een bezwaar."),
            .may("brief", .truth, "Of er een brief van is: /v1/brief, met deze regel."), .may("door", .text(1...300), "Wie."),
            .may("grondslag", .text(1...1_000), "De wettelijke grondslag."),
            .may("mandaat", .whole(1...JSON.largestInteger), "Het mandaat waarop het steunt."),
        ]), 0...mostLines)
}
