// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// Chooses the subjects about which edges are asked: half of them are on the list, some were released lately, the rest are by chance and
/// not listed. They come in no order, so that nothing but a list tells which is which.
struct SampleDraw {
    let register: any Register
    let list: ListName
    /// The tag of the list's audience.
    let tag: AudienceTag
    let reader: any StoreReader

    /// So many of the newest entries of the list are looked through for what was released.
    private static let newest: UInt64 = 50
    /// For each subject that is wanted it is tried so often: the same one may come up again.
    private static let tries = 4
    /// A list with fewer subjects is short.
    private static let short = 1_000
    /// From so many that come after a point one is taken, so that one behind a wide gap does not come up all the time.
    private static let span = 20

    private var name: RegisterName { register.policy.register }

    /// Draws subjects, each once.
    func subjects(_ count: Int) throws -> [String] {
        var drawn = try listed((count + 1) / 2)
        let known = Array(drawn)
        drawn.formUnion(try released(count / 4).filter { !drawn.contains($0) })
        var tries = (count - drawn.count) * SampleDraw.tries + 20
        while drawn.count < count, tries > 0 {
            tries -= 1
            let subject = register.chanceSubject(UInt64.random(in: .min ... .max), like: known.randomElement())
            if try isFree(subject) { drawn.insert(subject) }
        }
        return drawn.shuffled()
    }

    /// Some that are on the list: of a short one by chance from all, of a long one from those that come after points by chance.
    private func listed(_ count: Int) throws -> Set<String> {
        let first = try reader.listed(on: list, in: name, after: nil, most: SampleDraw.short).map(\.subject)
        guard first.count == SampleDraw.short else { return Set(first.shuffled().prefix(count)) }
        var found: Set<String> = []
        for attempt in 0..<count * SampleDraw.tries where found.count < count {
            // Of any type and of types that were found before in turn: a type that many have is not one place on the list.
            let like = attempt.isMultiple(of: 2) ? nil : found.randomElement()
            let point = register.chanceSubject(UInt64.random(in: .min ... .max), like: like)
            let next = try reader.listed(on: list, in: name, after: point, most: SampleDraw.span).map(\.subject)
            if let subject = next.randomElement() ?? first.randomElement() { found.insert(subject) }
        }
        return found
    }

    /// Some that were released lately and are not on the list again.
    private func released(_ count: Int) throws -> [String] {
        guard count > 0 else { return [] }
        let end = try reader.sequence(of: name, tag: tag) + 1
        var found: [String] = []
        for entry in try reader.entries(of: name, tag: tag, sequences: (end - min(end - 1, SampleDraw.newest))..<end).reversed()
        where entry.leaf.kind == Listing.releaseKind && found.count < count {
            guard let bytes = try reader.payload(of: name, at: entry.index)?.bytes else { continue }
            let listing = try Listing(json: JSON(parsing: bytes, limits: .payload))
            for subject in listing.released.shuffled().prefix(count) where found.count < count {
                if try isFree(subject) { found.append(subject) }
            }
        }
        return found
    }

    private func isFree(_ subject: String) throws -> Bool {
        try !subject.isEmpty && reader.holds(on: list, of: subject, in: name).isEmpty
    }
}
