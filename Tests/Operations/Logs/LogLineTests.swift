// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Logging
import Testing
import Trials

@testable import Operations

@Suite("Log lines")
struct LogLineTests {
    private func line(
        _ form: LogForm, level: Logger.Level = .info, label: String = "hub", _ message: String, _ metadata: Logger.Metadata = [:]
    ) -> String {
        let line = LogLine(
            form: form, time: 0, level: level, label: label, message: message, metadata: FlatMetadata(metadata))
        return String(decoding: line.bytes, as: UTF8.self)
    }

    private func object(_ line: String) throws -> [String: String] {
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])
    }

    @Test("a JSON line reads as expected, byte for byte")
    func golden() {
        #expect(
            line(.json, "act committed", ["register": "devices", "entries": .stringConvertible(3)])
                == #"{"time":"1970-01-01T00:00:00.000Z","level":"info","label":"hub","message":"act committed","#
                + #""entries":"3","register":"devices"}"# + "\n")
    }

    @Test("a plain line reads as expected, byte for byte")
    func goldenPlain() {
        #expect(
            line(.plain, level: .warning, label: "edge", "list is stale", ["age": "5 minutes", "register": "devices", "note": ""])
                == "1970-01-01T00:00:00.000Z warning  edge: list is stale age=\"5 minutes\" note=\"\" register=devices\n")
    }

    @Test("whatever a message holds comes back from the JSON line as it was")
    func roundTrip() throws {
        let message = "quote \" backslash \\ tab \t line \n zero \u{0} euro € phone 📱 separator \u{2028} c1 \u{85}"

        let text = line(.json, message, ["a\"b": .string(message)])

        let fields = try object(text)
        #expect(fields["message"] == message)
        #expect(fields["a\"b"] == message)
    }

    @Test("no value can begin a new line or steer a terminal", arguments: LogForm.allCases)
    func injection(form: LogForm) {
        let text = line(form, "a\n1970-01-01 fake\r\u{1B}[2J\u{9B}31m\u{7F}\u{202E}", ["k": "x\ny\u{2029}z"])

        #expect(text.unicodeScalars.dropLast().allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
        #expect(!text.unicodeScalars.contains("\u{202E}") && !text.unicodeScalars.contains("\u{2029}"))
        #expect(text.hasSuffix("\n"))
    }

    @Test("a value with a space, an equals sign or a quote is quoted in the plain form")
    func plainQuotes() {
        let text = line(.plain, "m", ["a": "x y", "b": "x=y", "c": "x\"y", "d": "x\\y"])

        #expect(text.hasSuffix(#": m a="x y" b="x=y" c="x\"y" d=x\y"# + "\n"))
    }

    @Test("a long message is cut, the line stays whole and bounded", arguments: LogForm.allCases)
    func longMessage(form: LogForm) throws {
        let text = line(form, String(repeating: "é", count: 100_000), ["after": "kept"])

        #expect(text.utf8.count < LogLine.messageLimit + 200)
        #expect(text.contains("é…"))
        if form == .json {
            #expect(try object(text)["after"] == "kept")
        } else {
            #expect(text.hasSuffix(" after=kept\n"))
        }
    }

    @Test("metadata that does not fit is left out and the line says so", arguments: LogForm.allCases)
    func longMetadata(form: LogForm) throws {
        var metadata: Logger.Metadata = [:]
        for number in 0..<40 { metadata["key\(number)"] = .string(String(repeating: "\u{1}", count: 5000)) }

        let text = line(form, String(repeating: "m", count: 20_000), metadata)

        #expect(text.utf8.count <= LogLine.limit)
        if form == .json {
            let fields = try object(text)
            #expect(fields["truncated"] == "true")
            #expect(fields["key0"] != nil && fields["key39"] == nil)
        } else {
            #expect(text.hasSuffix(" truncated=true\n"))
        }
    }

    @Test("a line that is complete does not say it was cut")
    func complete() throws {
        #expect(try object(line(.json, "m", ["a": "b"]))["truncated"] == nil)
    }

    @Test("any event gives one bounded line of JSON", arguments: 0..<20)
    func robustness(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<25 {
            var metadata: Logger.Metadata = [:]
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                let key = random.text(upTo: 200, alphabet: "abc.\"\\\n ")
                metadata[key] = .string(random.text(upTo: 3000, alphabet: "xyz\"\\\n\u{0}\u{1B}€"))
            }
            let label = random.text(upTo: 400, alphabet: "ab\"\\")
            let message = random.text(upTo: 10_000, alphabet: "m \"\\\n\u{7}é")

            let text = line(.json, label: label, message, metadata)
            let plain = line(.plain, label: label, message, metadata)

            #expect(text.utf8.count <= LogLine.limit && plain.utf8.count <= LogLine.limit)
            #expect(text.utf8.filter { $0 == 0x0A }.count == 1)
            #expect(plain.utf8.filter { $0 == 0x0A }.count == 1)
            #expect(try object(text)["time"] == "1970-01-01T00:00:00.000Z")
        }
    }
}
