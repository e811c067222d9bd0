// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// A sample as it is shown: to whoever supervises, and to the party that was sampled.
struct SampleView {
    let register: RegisterName
    let party: PartyID
    let registry: Registry
    /// Whether the person who asked is named.
    let namesPersons: Bool

    /// The newest samples of the party, newest first.
    func newest(_ most: Int, reader: any StoreReader) throws -> [(askedAt: Instant, json: JSON)] {
        try reader.samplePlaces(of: party, in: register).suffix(most).reversed().compactMap { try show($0, reader: reader) }
    }

    /// One of its samples; nil when the party has none of this number.
    func one(_ id: SampleID, reader: any StoreReader) throws -> JSON? {
        try reader.samplePlaces(of: party, in: register).last { $0.id == id }.flatMap { try show($0, reader: reader)?.json }
    }

    private func show(_ place: SampleShelf.Place, reader: any StoreReader) throws -> (askedAt: Instant, json: JSON)? {
        guard let sample = try reader.sample(at: place, in: register), let line = place.entries.first else { return nil }
        let edges = Set(sample.edges.keys).union(sample.answers.keys).sorted().map { edge(of: $0, in: sample) }
        let person = namesPersons ? sample.warrant.person : nil
        let members: [(String, JSON?)] = [
            ("steekproef", .string(sample.id.description)), ("maatregel", .string(sample.measure.description)),
            ("deelnemer", .string(party.description)), ("naam", .string(name(of: party))),
            ("gevraagd", .string(sample.askedAt.description)), ("uiterlijk", .string(sample.until.description)),
            ("door", sample.warrant.party.map { .string(name(of: $0)) }),
            ("persoon", person.map { .string($0) }),
            ("grondslag", .string(sample.warrant.basis)), ("aantal", .integer(Int64(sample.count))),
            ("versie", .integer(Int64(sample.version))), ("loopt", .bool(!sample.awaited.isEmpty)),
            ("regel", .integer(Int64(clamping: line))), ("randknopen", .array(edges)),
        ]
        return (sample.askedAt, .object(JSONObject(members)))
    }

    private func name(of party: PartyID) -> String { registry.parties[party]?.name ?? party.description }

    private func edge(of name: String, in sample: Sample) -> JSON {
        var members: [(String, JSON?)] = [
            ("randknoop", .string(name)), ("verklaard", sample.edges[name].map { .integer(Int64($0)) }),
        ]
        if let answer = sample.answers[name] {
            members += [
                ("stand", "beantwoord"), ("wanneer", .string(answer.at.description)), ("versie", .integer(Int64(answer.version))),
                ("ouderDanVerklaard", .bool(sample.isOlderThanStated(answer))),
                ("gelijk", .integer(Int64(answer.tally.agreed))), ("afwijkend", .integer(Int64(answer.tally.differing))),
                ("nietBeantwoord", .integer(Int64(answer.tally.unanswered))),
                ("nietTeVergelijken", .integer(Int64(answer.tally.unclear))), ("antwoord", .string(answer.note)),
            ]
        } else if sample.silent != nil {
            members += [("stand", "zwijgt"), ("nietBeantwoord", .integer(Int64(sample.count)))]
        } else {
            members.append(("stand", "wacht"))
        }
        return .object(JSONObject(members))
    }

    private static let number = Schema.whole(0...JSON.largestInteger)
    private static let count = Schema.whole(0...Int64(SampleQuestion.most))

    static let shape = Schema.named(
        "Steekproef",
        .object([
            .must("steekproef", .shortText, "Het nummer."), .must("maatregel", .shortText, "De maatregel waarover zij gaat."),
            .must("deelnemer", .shortText, "De deelnemer."), .must("naam", .shortText, "Zijn naam."),
            .must("gevraagd", .moment, "Wanneer gevraagd."), .must("uiterlijk", .moment, "Tot wanneer antwoord telt."),
            .may("door", .shortText, "Wie haar vroeg."), .may("persoon", .shortText, "De persoon; alleen voor de toezichthouder."),
            .must("grondslag", .text(1...1_000), "De grondslag."), .must("aantal", count, "Over hoeveel onderwerpen."),
            .must("versie", number, "De versie van de lijst toen gevraagd werd."),
            .must("loopt", .truth, "Of nog antwoord verwacht wordt."),
            .must("regel", number, "De regel in het logboek van het register."),
            .must(
                "randknopen",
                .array(
                    .object([
                        .must("randknoop", .shortText, "De randknoop."),
                        .must("stand", .text(1...20, choices: ["beantwoord", "wacht", "zwijgt"]), "Of hij antwoordde."),
                        .may("verklaard", number, "De versie die hij als uitgevoerd had verklaard toen gevraagd werd."),
                        .may("wanneer", .moment, "Wanneer hij antwoordde."), .may("versie", number, "Volgens welke versie."),
                        .may("ouderDanVerklaard", .truth, "Of die versie ouder is dan hij had verklaard."),
                        .may("gelijk", count, "Hoeveel antwoorden zijn wat de lijst van die versie zegt."),
                        .may("afwijkend", count, "Hoeveel iets anders."), .may("nietBeantwoord", count, "Hoeveel niet beantwoord."),
                        .may("nietTeVergelijken", count, "Van hoeveel niet meer te zeggen is wat de lijst zei."),
                        .may("antwoord", .text(1...10_000), "Wat hij ondertekende, zonder onderwerpen; zie docs/protocol.md."),
                    ]), 0...1_000), "Per randknoop wat ervan kwam."),
        ]))
}
