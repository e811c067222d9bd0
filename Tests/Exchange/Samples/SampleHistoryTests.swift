// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing
import Trials

@Suite("What the list said at the version of an edge")
struct SampleHistoryTests {
    private static let subjects = ["a", "b", "c", "d"]

    /// Version 5: a and b are listed.
    private static func history() throws -> SampleHistory {
        try SampleHistory(version: 5, subjects: subjects, statuses: ["prohibited", "tracking", nil, nil])
    }

    private static func change(_ listed: [ListStatus: [String]] = [:], released: [String] = []) -> Listing {
        Listing(list: "stolen", listed: listed, released: released)
    }

    @Test("at the version of the question it is what was noted, whatever changed")
    func same() throws {
        let truths = try Self.history().truths(at: 5, changes: [Self.change(released: ["a"])])

        #expect(truths == [.status("prohibited"), .status("tracking"), .status(nil), .status(nil)])
    }

    @Test("at a later version it is what the changes made of it")
    func later() throws {
        let changes = [
            Self.change(["prohibited": ["c", "x"]]), Self.change(released: ["a", "y"]), Self.change(["tracking": ["a"]]),
        ]

        let truths = try Self.history().truths(at: 8, changes: changes)

        #expect(truths == [.status("tracking"), .status("tracking"), .status("prohibited"), .status(nil)])
    }

    @Test("at an earlier version, what the first change after it tells")
    func earlier() throws {
        let changes = [
            Self.change(["prohibited": ["a"]]), Self.change(released: ["c"]), Self.change(["tracking": ["a"]], released: ["b"]),
            Self.change(["prohibited": ["a"], "tracking": ["b"]]),
        ]

        let truths = try Self.history().truths(at: 1, changes: changes)

        #expect(truths == [.before("prohibited"), .listed, .listed, .status(nil)])
    }

    @Test("when the changes are not known any more, nothing can be told")
    func unknown() throws {
        #expect(try Self.history().truths(at: 6, changes: nil) == Array(repeating: .unclear, count: 4))
        #expect(try Self.history().truths(at: 5, changes: nil)[0] == .status("prohibited"))
    }

    @Test("there is a status for each subject")
    func counts() {
        #expect(throws: MalformedRecord.self) { try SampleHistory(version: 1, subjects: ["a"], statuses: []) }
    }

    /// What a list with these changes says at each version, by replaying all of it.
    private static func replayed(_ changes: [Listing]) throws -> [[String: ListStatus]] {
        var replay = ListReplay(list: "stolen")
        var states: [[String: ListStatus]] = [[:]]
        for change in changes {
            try replay.take(kind: Listing.kind, payload: change.json, at: .epoch)
            states.append(replay.statuses)
        }
        return states
    }

    @Test("for lists by chance, an honest edge of any version never differs, and where it can be told a lie does")
    func againstReplay() throws {
        var random = SeededGenerator(seed: 5_011)
        var lies = 0
        for _ in 0..<300 {
            var listed: [String: ListStatus] = [:]
            let changes = (0..<8).map { _ -> Listing in
                let subject = Self.subjects.randomElement(using: &random) ?? ""
                if listed[subject] != nil, Bool.random(using: &random) {
                    listed[subject] = nil
                    return Self.change(released: [subject])
                }
                // Only what changes a status is entered.
                let status: ListStatus = listed[subject] == "prohibited" ? "tracking" : "prohibited"
                listed[subject] = status
                return Self.change([status: [subject]])
            }
            let states = try Self.replayed(changes)
            let asked = Int.random(in: 0...8, using: &random)
            let history = try SampleHistory(
                version: asked, subjects: Self.subjects, statuses: Self.subjects.map { states[asked][$0] })
            for version in 0...8 {
                let between = Array(changes[min(asked, version)..<max(asked, version)])
                let truths = history.truths(at: version, changes: between)
                let honest = Self.subjects.map { states[version][$0].map { SampleVerdict(for: $0) } ?? .permitted }
                #expect(SampleTally(honest, with: truths).differing == 0)
                for (place, verdict) in honest.enumerated() where truths[place] == .status(states[version][Self.subjects[place]]) {
                    #expect(truths[place].judge(verdict) == .agreed)
                    #expect(truths[place].judge(verdict == .prohibited ? .permitted : .prohibited) == .differing)
                    lies += 1
                }
            }
        }
        #expect(lies > 1_000)
    }

    @Test(
        "each verdict about each truth",
        arguments: [
            (SampleTruth.status("prohibited"), [SampleJudgement.differing, .agreed, .differing, .differing, .unanswered]),
            (.status("tracking"), [.differing, .differing, .agreed, .differing, .unanswered]),
            (.status("greylisted"), [.differing, .differing, .agreed, .differing, .unanswered]),
            (.status(nil), [.agreed, .differing, .agreed, .agreed, .unanswered]),
            (.listed, [.differing, .agreed, .agreed, .differing, .unanswered]),
            (.before("prohibited"), [.agreed, .differing, .agreed, .agreed, .unanswered]),
            (.before("tracking"), [.agreed, .agreed, .unclear, .agreed, .unanswered]),
            (.unclear, [.unclear, .unclear, .unclear, .unclear, .unanswered]),
        ] as [(SampleTruth, [SampleJudgement])])
    func judgements(truth: SampleTruth, expected: [SampleJudgement]) {
        let verdicts: [SampleVerdict] = [.permitted, .prohibited, .tracking, .unknown, .unavailable]

        #expect(verdicts.map { truth.judge($0) } == expected)
    }
}
