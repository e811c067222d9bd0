// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// A case to which all kinds of people do all kinds of things, the same at every run with the same seed.
struct RandomCase {
    private(set) var story = CaseStory()
    private(set) var now = CaseStory.start
    private var chance: ClockFixture.FixedChance

    init(seed: UInt64) {
        chance = ClockFixture.FixedChance(state: seed)
    }

    /// Tries one act, some time after the one before. Refused acts leave no trace.
    /// - Returns: whether it was accepted.
    mutating func step() -> Bool {
        now += time()
        let warrants = [
            People.first, People.second, People.third, People.system, People.magistrate, People.provider, People.citizen,
            People.clock,
        ]
        let by = warrants.randomElement(using: &chance) ?? People.clock
        let command = command()
        return (try? story.act(command, by: by, at: now)) != nil
    }

    private mutating func time() -> Span {
        let spans: [Span] = [
            .zero, .milliseconds(1), .minutes(5), .hours(1), .hours(24), .hours(48), .days(30), .days(42), .days(100),
        ]
        let few = Int.random(in: 0..<4, using: &chance) > 0
        return (few ? spans.prefix(5) : spans[...]).randomElement(using: &chance) ?? .zero
    }

    private mutating func command() -> CaseCommand {
        let number = Int.random(in: 0...4, using: &chance)
        switch story.state == nil ? 0 : Int.random(in: 0..<19, using: &chance) {
        case 0, 1:
            let value = String(Int.random(in: 0..<20, using: &chance))
            let known = Bool.random(using: &chance) ? CaseStory.subjects(value) : []
            return .report(
                "claim", subjects: CaseStory.subjects(value), known: Set(known), details: ["n": .integer(Int64(number))],
                secretHash: number == 0 ? MerkleHash.leaf(Array(value.utf8)) : nil
            )
        case 2: return CaseStory.sequel
        case 3, 4: return CaseStory.block
        case 5: return CaseStory.watch
        case 6: return number == 0 ? CaseStory.release : CaseStory.watch
        case 7: return number == 0 ? CaseStory.dismiss : CaseStory.block
        case 8, 9: return .confirm(story.open.decisions.count)
        case 10: return .reject(number, reasons: "no")
        case 11: return CaseStory.objection
        case 12: return .decideObjection(number, upheld: number > 2, reasons: "weighed")
        case 13: return .see(CaseStory.sighting("\(number)", at: now, area: number == 0 ? "204-08-1A2B" : nil))
        case 14: return .rectify(number == 0 ? "other" : .description, report: number, wrong: "w\(number)", right: "r")
        case 15: return .answerRectification(number, granted: number > 2, reasons: "seen")
        case 16: return .takeUp(reasons: "looked")
        case 17: return .attach(.pdf, name: "n", size: 1, digest: MerkleHash.leaf([UInt8(number)]), report: number)
        default: return .tick
        }
    }
}
