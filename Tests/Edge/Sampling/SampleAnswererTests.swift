// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import Exchange
import Identifiers
import Ledger
import Logging
import Testing

@testable import Edge

@Suite("Answering samples of the hub")
struct SampleAnswererTests {
    private static let logger = Logger(label: "proef") { _ in SwiftLogNoOpLogHandler() }
    private static let measure = MeasureID(stored: HostileHub.measure)
    /// The devices that the sample hub lists at its end, one that it released, and one that it never knew.
    private static let subjects = ["35209900176148", "49015420323751", "99999999999999", "00000000000001", "12345678901234"]

    private let folder: ScratchFolder
    private let index: DeviceIndex
    private let clock = ManualTimekeeper(at: HostileHub.moment)
    private let signer: NoteSigner

    init() throws {
        folder = try ScratchFolder()
        index = try DeviceIndex(in: folder.path, timekeeper: clock)
        signer = try NoteSigner(generating: EdgeNode.keyName(party: PartyID("oin:00000000000000000000"), edge: "rand-1"))
    }

    private func made(_ policy: AnswerPolicy = AnswerPolicy()) -> SampleAnswerer {
        SampleAnswerer(
            responder: EquipmentResponder(lookup: index, livePolicy: LivePolicy(policy)), signer: signer, timekeeper: clock,
            logger: Self.logger)
    }

    private static func question(
        _ subjects: [String] = subjects, origin: String = HostileHub.origin, list: ListName = HostileHub.list
    ) -> SampleQuestion {
        SampleQuestion(id: SampleID(at: HostileHub.moment, random: 3), origin: origin, list: list, subjects: subjects)
    }

    private static func event(_ question: SampleQuestion) -> ServerSentEvent {
        ServerSentEvent(name: "question", data: question.json.canonical())
    }

    private static let greeting = FollowMachine.Greeting(
        origin: HostileHub.origin, tag: HostileHub.audience, measure: MeasureID(stored: HostileHub.measure))

    /// Makes the index what the sample hub's list is at its end.
    private func fill() throws {
        let hub = try HostileHub.sample()
        let changes = try hub.devices(at: hub.size).map { device, status in
            DeviceChange(imei: try #require(IMEI(value: device)), status: status)
        }
        index.apply(changes, version: 7, verifiedAt: clock.now())
    }

    private func read(_ note: String) throws -> SampleStatement {
        let note = try SignedNote(parsing: note)
        try note.verified(by: [signer.verifier])
        return try SampleStatement(text: note.text)
    }

    @Test("it signs what the doors answer, by the version in force, and names no device")
    func answers() throws {
        try fill()
        let question = Self.question()

        let note = try made().note(on: question, of: Self.measure)

        let statement = try read(note)
        #expect(statement.verdicts == [.tracking, .prohibited, .tracking, .permitted, .permitted])
        #expect(statement.version == 7 && statement.commitment == question.commitment && statement.measure == Self.measure)
        #expect(statement.sample == question.id && statement.at == clock.now() && statement.origin == HostileHub.origin)
        #expect(Self.subjects.allSatisfy { !note.contains($0) } && !note.contains(question.salt.base64))
    }

    @Test("the operator's policy counts as it does at the doors")
    func policy() throws {
        try fill()
        let (question, clock) = (Self.question(), self.clock)
        func verdicts(_ policy: AnswerPolicy) throws -> [SampleVerdict] {
            try read(made(policy).note(on: question, of: Self.measure)).verdicts
        }
        #expect(try verdicts(AnswerPolicy(unlisted: .unknownEquipment)).suffix(2) == [.unknown, .unknown])
        #expect(try verdicts(AnswerPolicy(unlisted: .tracking)).suffix(2) == [.tracking, .tracking])
        clock.advance(by: .hours(25))
        #expect(try verdicts(AnswerPolicy(stale: .unavailable)) == Array(repeating: .unavailable, count: 5))
        #expect(try verdicts(AnswerPolicy())[1] == .prohibited)
    }

    @Test("without a list it answers so, by version 0; a subject that is no device has no verdict")
    func nothing() throws {
        let empty = try read(made().note(on: Self.question(), of: Self.measure))
        #expect(empty.version == 0 && empty.verdicts == Array(repeating: .unavailable, count: 5))
        try fill()
        let other = try read(made().note(on: Self.question(["NL00BANK0123456789", "49015420323751"]), of: Self.measure))
        #expect(other.verdicts == [.unavailable, .prohibited])
    }

    @Test("a question puts an answer in line; one of another log or list, before the greeting, or unreadable does not")
    func taking() async throws {
        try fill()
        let answerer = made()
        answerer.take(Self.event(Self.question(origin: "hub.example/content")), of: HostileHub.list, greeting: Self.greeting)
        answerer.take(Self.event(Self.question(list: "borrowed")), of: HostileHub.list, greeting: Self.greeting)
        answerer.take(Self.event(Self.question()), of: HostileHub.list, greeting: nil)
        for bytes in ["", "{", "{}", "[]", #"{"sample":"SP-1"}"#, String(repeating: "[", count: 20_000)] {
            answerer.take(ServerSentEvent(name: "question", data: Array(bytes.utf8)), of: HostileHub.list, greeting: Self.greeting)
        }
        let question = Self.question(["49015420323751"])
        answerer.take(Self.event(question), of: HostileHub.list, greeting: Self.greeting)

        var waiting = answerer.answers.makeAsyncIterator()
        let first = try #require(await waiting.next())

        #expect(first.id == question.id)
        #expect(try read(first.note).verdicts == [.prohibited])
    }
}
