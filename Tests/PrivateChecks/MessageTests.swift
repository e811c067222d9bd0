// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import Ledger
import Testing
import Trials

@testable import PrivateChecks

@Suite("What goes to and fro")
struct MessageTests {
    private func parameters(bits: Int = 2) throws -> CheckParameters {
        CheckParameters(epoch: Samples.epoch, key: try Samples.key().publicKey, bits: bits, statement: "note\n")
    }

    /// What a register with these devices answers.
    private func answer(_ request: CheckRequest, listing devices: [IMEI], with key: CheckKey? = nil) throws -> CheckAnswer {
        let key = try key ?? Samples.key()
        var table = CheckTable()
        for imei in devices { table.insert(try Samples.key().outcome(of: imei), of: imei) }
        let length = table.fullest(bits: request.bits)
        return CheckAnswer(
            epoch: request.epoch, evaluations: try request.elements.map { try key.evaluate($0) },
            buckets: Dictionary(
                uniqueKeysWithValues: request.buckets.map { ($0, table.outcomes(in: $0, filledTo: length)) }))
    }

    @Test("through the text of both messages each device comes out as what it is")
    func whole() throws {
        let devices = try (0..<12).map { try Samples.imei($0) }
        let parameters = try CheckParameters(json: JSON(parsing: parameters().json.canonical()))
        let question = try PrivateQuestion(about: devices, under: parameters)
        let received = try CheckRequest.read(JSON(parsing: question.request.json.canonical())).get()
        #expect(received == question.request)
        let answered = try answer(received, listing: Array(devices.prefix(5)))
        let answer = try CheckAnswer(json: JSON(parsing: answered.json.canonical()), bits: 2)
        #expect(answer == answered)

        #expect(try question.isListed(by: answer) == Array(repeating: true, count: 5) + Array(repeating: false, count: 7))
    }

    @Test("buckets that came before do as well")
    func others() throws {
        let device = try Samples.imei(1)
        let question = try PrivateQuestion(about: [device], under: try parameters(), asksBuckets: false)
        let all = (0..<4).compactMap { CheckBucket(number: $0, bits: 2) }
        let everything = CheckRequest(epoch: Samples.epoch, bits: 2, elements: [], buckets: all)
        let buckets = try answer(everything, listing: [device]).buckets

        #expect(try question.isListed(by: answer(question.request, listing: []), with: buckets) == [true])
    }

    @Test("an answer of another epoch, without an evaluation, without a bucket or with another key is not believed")
    func incomplete() throws {
        let device = try Samples.imei(1)
        let question = try PrivateQuestion(about: [device], under: try parameters())
        let right = try answer(question.request, listing: [device])
        func code(_ answer: CheckAnswer) -> PrivateCheckError.Code? {
            Samples.code { () throws(PrivateCheckError) in _ = try question.isListed(by: answer) }
        }

        #expect(code(right) == nil)
        #expect(
            code(CheckAnswer(epoch: Samples.epoch.next, evaluations: right.evaluations, buckets: right.buckets)) == .otherAnswer)
        #expect(code(CheckAnswer(epoch: Samples.epoch, evaluations: [], buckets: right.buckets)) == .otherAnswer)
        #expect(code(CheckAnswer(epoch: Samples.epoch, evaluations: right.evaluations, buckets: [:])) == .otherAnswer)
        #expect(code(try answer(question.request, listing: [device], with: Samples.key(9))) == .wrongProof)
    }

    @Test("a hub that wants to be told more than twelve bits is not asked")
    func tooTelling() throws {
        func code(_ change: (inout JSONObject) -> Void) throws -> PrivateCheckError.Code? {
            var object = try #require(try parameters().json.object)
            change(&object)
            return Samples.code { () throws(PrivateCheckError) in _ = try CheckParameters(json: .object(object)) }
        }

        #expect(try code { $0["bits"] = 12 } == nil)
        #expect(try code { $0["bits"] = 13 } == .tooTelling)
        #expect(try code { $0["bits"] = -1 } == .malformedMessage)
        #expect(try code { $0["protocol"] = "schakel/private-check/v2" } == .malformedMessage)
        #expect(try code { $0["suite"] = "P256-SHA256" } == .malformedMessage)
        #expect(try code { $0["sleutel"] = "AAAA" } == .unusableKey)
        #expect(try code { $0["tijdvak"] = "734" } == .malformedMessage)
        #expect(try code { $0["verklaring"] = .null } == .malformedMessage)
    }

    @Test("all that is wrong with a request is told at once, and nothing of what was sent")
    func faults() throws {
        let element = Base64.encode(try Samples.key().publicKey.bytes)
        let json: JSON = [
            "bits": 3, "elementen": [.string(element), "356868000041418", .integer(356_868_000_041_418)], "tijdvak": -1,
            "vakken": ["001", "008", 1],
        ]
        guard case .failure(let faults) = CheckRequest.read(json) else {
            Issue.record("the request was read")
            return
        }

        #expect(faults.list.map(\.member) == ["tijdvak", "elementen[1]", "elementen[2]", "vakken[1]", "vakken[2]"])
        #expect(faults.list.allSatisfy { !$0.reason.contains("3568") && !$0.reason.isEmpty })
        let many = JSON.array(Array(repeating: "x", count: 1_000))
        guard case .failure(let more) = CheckRequest.read(["bits": 3, "elementen": many, "tijdvak": 1]) else { return }
        #expect(more.list.count == 100)
    }

    @Test("the length of a question does not depend on the bucket, nor that of the answer")
    func length() throws {
        let key = try Samples.key()
        let element = try BlindedCheck(Samples.imei(1), under: key.publicKey).element
        let evaluation = try key.evaluate(element)
        let table = CheckTable()
        let lengths = try [0, 9, 10, 99, 100, 999, 1_000, 4_095].map { number in
            let bucket = try #require(CheckBucket(number: number, bits: 12))
            let request = CheckRequest(epoch: Samples.epoch, bits: 12, elements: [element], buckets: [bucket])
            let answer = CheckAnswer(
                epoch: Samples.epoch, evaluations: [evaluation], buckets: [bucket: table.outcomes(in: bucket, filledTo: 3)])
            return [request.json.canonical().count, answer.json.canonical().count]
        }

        #expect(Set(lengths).count == 1)
    }

    @Test("a bucket that is asked for twice is answered once")
    func twice() throws {
        let request = try CheckRequest.read(["bits": 3, "elementen": [], "tijdvak": 1, "vakken": ["005", "001", "005"]]).get()

        #expect(request.buckets.map(\.number) == [1, 5])
    }

    @Test("the statement about a key is read as it was written, and nothing else is one")
    func statement() throws {
        let statement = KeyStatement(
            origin: "hub.example/devices", list: "stolen", epoch: Samples.epoch, key: try Samples.key().publicKey)
        let text = statement.text

        #expect(try KeyStatement(text: text) == statement)
        #expect(text.hasPrefix("schakel/private-check/v1\nhub.example/devices\nstolen\nP384-SHA384\n734\n"))
        let wrong = [
            "", text + "x\n", String(text.dropLast()), text.replacing("v1", with: "v2"), text.replacing("734", with: "0734"),
            text.replacing("P384", with: "P256"), text.replacing("stolen", with: ""), text.replacing("\n734\n", with: "\n-1\n"),
        ]
        for text in wrong {
            #expect(Samples.code { () throws(PrivateCheckError) in _ = try KeyStatement(text: text) } == .malformedMessage)
        }
    }

    @Test("random messages never do harm")
    func random() throws {
        var generator = SeededGenerator(seed: 6)
        func value(_ depth: Int) -> JSON {
            switch generator.next() % (depth > 2 ? 4 : 6) {
            case 0: return .integer(Int64(truncatingIfNeeded: generator.next()) >> Int64(generator.next() % 60))
            case 1: return .string(Base64.encode(generator.bytes(Int(generator.next() % 60))))
            case 2: return .null
            case 3: return .bool(true)
            case 4: return .array((0..<Int(generator.next() % 4)).map { _ in value(depth + 1) })
            default: return object(depth + 1)
            }
        }
        func object(_ depth: Int) -> JSON {
            let names = ["tijdvak", "bits", "elementen", "vakken", "evaluaties", "vak", "uitkomsten", "sleutel", "protocol"]
            return .object(JSONObject(names.filter { _ in generator.next() % 4 != 0 }.map { ($0, value(depth)) }))
        }
        var refused = 0
        for _ in 0..<3_000 {
            let json = object(0)
            if case .failure(let faults) = CheckRequest.read(json) {
                refused += 1
                #expect(!faults.list.isEmpty)
            }
            if (try? CheckAnswer(json: json, bits: Int(generator.next() % 13))) == nil { refused += 1 }
            if (try? CheckParameters(json: json)) == nil { refused += 1 }
        }
        #expect(refused > 5_000)
    }
}
