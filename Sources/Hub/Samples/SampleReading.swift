// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// An answer to a sample as it came in: opened, verified, and compared with the list of the version that it names.
struct SampleReading: Sendable {
    let statement: SampleStatement
    let answer: Answer

    /// What is entered of it, but for the moment.
    struct Answer: Sendable {
        let edge: String
        let tally: SampleTally
        let note: String
    }

    /// So many entries of the list are followed at most from the version at which was asked to that of the answer.
    private static let mostChanges = 500
    /// So many bytes of them at most.
    private static let mostBytes = 16 << 20

    /// Opens a note: one of the party's edges must have signed it.
    /// - Throws: a refusal that names `antwoord`.
    static func open(_ text: String, of party: PartyID, registry: Registry) throws(Refusal) -> (SampleStatement, edge: String) {
        let note: SignedNote
        do {
            note = try SignedNote(parsing: text)
        } catch {
            throw .field("antwoord", "This is no signed note: \(error.reason)")
        }
        let edge = (registry.edges[party] ?? [:]).values.first { edge in
            note.signatures.contains { $0.name == EdgeNode.keyName(party: party, edge: edge.name) }
        }
        guard let edge else {
            throw .field("antwoord", "No registered edge of this party signed it: register the edge's key first.", code: .badProof)
        }
        do {
            try note.verified(by: [NoteVerifier(vkey: edge.verifierKey)])
        } catch {
            throw .field("antwoord", "The signature does not hold: \(error.reason)", code: .badProof)
        }
        do {
            return (try SampleStatement(text: note.text), edge.name)
        } catch {
            throw .field("antwoord", error.description)
        }
    }

    /// Compares a statement with the list. The edge's own version decides what it should have answered.
    /// - Throws: a refusal that names `antwoord`.
    init(
        _ statement: SampleStatement, by edge: String, note: String, to sheet: SampleSheet, tag: AudienceTag,
        in register: RegisterName,
        reader: any StoreReader
    ) throws {
        guard statement.origin == sheet.question.origin, statement.measure == sheet.sample.measure,
            statement.commitment == sheet.sample.commitment
        else {
            throw Refusal.field(
                "antwoord", "This answers another question than was asked: answer the one of this sample.", code: .badProof)
        }
        guard statement.verdicts.count == sheet.sample.count else {
            throw Refusal.field("antwoord", "Give one verdict for each of the \(sheet.sample.count) subjects.")
        }
        let newest = Int(clamping: try reader.sequence(of: register, tag: tag))
        guard statement.version <= newest else {
            throw Refusal.field("antwoord", "The list has no version beyond \(newest) yet.", code: .badProof)
        }
        let changes = try SampleReading.changes(
            from: sheet.history.version, to: statement.version, tag: tag, in: register, reader: reader)
        let truths = sheet.history.truths(at: statement.version, changes: changes)
        self.statement = statement
        answer = Answer(edge: edge, tally: SampleTally(statement.verdicts, with: truths), note: note)
    }

    /// What changed between two versions; nil when it is not known any more, or is too much.
    private static func changes(
        from asked: Int, to answered: Int, tag: AudienceTag, in register: RegisterName, reader: any StoreReader
    ) throws -> [Listing]? {
        let (first, last) = (min(asked, answered) + 1, max(asked, answered))
        guard first <= last else { return [] }
        guard last - first < mostChanges else { return nil }
        var listings: [Listing] = []
        var bytes = 0
        for entry in try reader.entries(of: register, tag: tag, sequences: UInt64(first)..<UInt64(last) + 1)
        where Listing.kinds.contains(entry.leaf.kind) {
            guard let payload = try reader.payload(of: register, at: entry.index) else { return nil }
            bytes += payload.bytes.count
            guard bytes <= mostBytes else { return nil }
            listings.append(try Listing(json: JSON(parsing: payload.bytes, limits: .payload)))
        }
        return listings
    }
}
