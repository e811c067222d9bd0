// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// Where a store keeps samples beside the log: those that wait for answers, and of each party where its newest ones stand in the log.
enum SampleShelf {
    /// Of so many samples of a party it is known where they stand.
    static let most = 100

    fileprivate static func open(in register: RegisterName) -> String { "samples/\(register)" }
    fileprivate static func index(of party: PartyID, in register: RegisterName) -> String { "samples/\(register)/\(party)" }

    /// Where the entries of one sample are.
    struct Place: Hashable, Sendable {
        let id: SampleID
        var entries: [UInt64]
    }
}

extension StoreReader {
    /// The samples of a register that wait for answers.
    func openSamples(in register: RegisterName) throws -> [SampleSheet] {
        guard let bytes = try setting(SampleShelf.open(in: register)) else { return [] }
        return try (JSON(parsing: bytes, limits: .payload).array ?? []).map { try SampleSheet(json: $0) }
    }

    /// The newest samples of a party, the oldest first.
    func samplePlaces(of party: PartyID, in register: RegisterName) throws -> [SampleShelf.Place] {
        guard let bytes = try setting(SampleShelf.index(of: party, in: register)) else { return [] }
        return try (JSON(parsing: bytes, limits: .payload).array ?? []).map { place in
            SampleShelf.Place(
                id: try SampleID(place["sample"]?.string ?? ""),
                entries: (place["entries"]?.array ?? []).compactMap { $0.integer.flatMap { UInt64(exactly: $0) } })
        }
    }

    /// A sample as the log tells it; nil when nothing of it is there any more.
    func sample(at place: SampleShelf.Place, in register: RegisterName) throws -> Sample? {
        var sample: Sample?
        for index in place.entries {
            guard let bytes = try payload(of: register, at: index)?.bytes else { continue }
            let event = try SampleEvent(json: JSON(parsing: bytes, limits: .payload))
            if case .asked(let asked) = event { sample = asked } else { sample?.apply(event) }
        }
        return sample
    }
}

extension StoreWriter {
    /// Keeps the samples of a register that wait for answers, in the place of those that were kept.
    func put(openSamples sheets: [SampleSheet], in register: RegisterName) throws {
        try put(setting: SampleShelf.open(in: register), JSON.array(sheets.map(\.json)).canonical())
    }

    /// Notes that an entry of the log belongs to a sample of a party.
    func note(sample id: SampleID, at index: UInt64, of party: PartyID, in register: RegisterName) throws {
        var places = try samplePlaces(of: party, in: register)
        if let known = places.lastIndex(where: { $0.id == id }) {
            places[known].entries.append(index)
        } else {
            places.append(SampleShelf.Place(id: id, entries: [index]))
        }
        let kept = places.suffix(SampleShelf.most).map { place -> JSON in
            [
                "entries": .array(place.entries.map { .integer(Int64(clamping: $0)) }),
                "sample": .string(place.id.description),
            ]
        }
        try put(setting: SampleShelf.index(of: party, in: register), JSON.array(kept).canonical())
    }
}
