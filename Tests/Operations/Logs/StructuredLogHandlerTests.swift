// SPDX-License-Identifier: EUPL-1.2

import Logging
import Testing

@testable import Operations

@Suite("Structured log handler")
struct StructuredLogHandlerTests {
    struct Refusal: Error, CustomStringConvertible {
        let description = "the mandate has ended"
    }

    @Test("an event becomes one object with its time, level, label, message and metadata")
    func event() throws {
        let log = try CapturedLog()
        let logger = log.logger(label: "edge", at: 1_769_860_799_123)

        logger.notice("list active", metadata: ["version": "17"])

        #expect(
            try log.objects() == [
                [
                    "time": "2026-01-31T11:59:59.123Z", "level": "notice", "label": "edge", "message": "list active",
                    "version": "17",
                ]
            ])
    }

    @Test("the event's metadata wins over the task's, and that over the logger's")
    func precedence() throws {
        let log = try CapturedLog()
        let provider = Logger.MetadataProvider { ["b": "task", "c": "task"] }
        var logger = log.logger(provider: provider)
        logger[metadataKey: "a"] = "logger"
        logger[metadataKey: "b"] = "logger"
        logger[metadataKey: "c"] = "logger"

        logger.info("m", metadata: ["c": "event"])

        let fields = try #require(try log.objects().first)
        #expect(fields["a"] == "logger" && fields["b"] == "task" && fields["c"] == "event")
    }

    @Test("forbidden keys never reach the file, whoever adds them", arguments: LogForm.allCases)
    func redaction(form: LogForm) throws {
        let log = try CapturedLog()
        var logger = log.logger(form, provider: Logger.MetadataProvider { ["session_token": "353490069873319"] })
        logger[metadataKey: "imei"] = "353490069873319"

        logger.info("check", metadata: ["caller": ["msisdn": "353490069873319"]])

        let text = try log.text()
        #expect(!text.contains("353490069873319"))
        #expect(text.contains("[redacted]"))
    }

    @Test("an error is written with its type and its words")
    func error() throws {
        let log = try CapturedLog()

        log.logger().error("act refused", error: Refusal())

        let fields = try #require(try log.objects().first)
        #expect(fields["error.message"] == "the mandate has ended")
        #expect(fields["error.type"]?.hasSuffix("Refusal") == true)
    }

    @Test("events below the level are not written")
    func level() throws {
        let log = try CapturedLog()
        let logger = log.logger(level: .warning)

        logger.info("no")
        logger.warning("yes")

        #expect(try log.objects().map { $0["message"] } == ["yes"])
    }

    @Test("level and metadata belong to one logger and not to its copies")
    func valueSemantics() throws {
        let log = try CapturedLog()
        var first = log.logger()
        first.logLevel = .debug
        first[metadataKey: "only-on"] = "first"

        var second = first
        second.logLevel = .error
        second[metadataKey: "only-on"] = "second"

        #expect(first.logLevel == .debug && second.logLevel == .error)
        #expect(first[metadataKey: "only-on"] == "first")
        #expect(second[metadataKey: "only-on"] == "second")
    }

    @Test("every level has its name in the line", arguments: Logger.Level.allCases)
    func levels(level: Logger.Level) throws {
        let log = try CapturedLog()

        log.logger().log(level: level, "m")

        #expect(try log.objects().first?["level"] == level.rawValue)
    }

    @Test("lines from many tasks never mix")
    func concurrency() async throws {
        let log = try CapturedLog()
        let logger = log.logger()

        await withTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    for number in 0..<100 {
                        logger.info("event", metadata: ["id": "\(task)-\(number)", "pad": "\(String(repeating: "p", count: 900))"])
                    }
                }
            }
        }

        let ids = try log.objects().compactMap { $0["id"] }
        #expect(Set(ids).count == 800 && ids.count == 800)
        #expect(log.sink.droppedLines == 0)
    }

    @Test("a line that cannot be written is counted and nothing else happens")
    func closedDescriptor() {
        let sink = LogSink(descriptor: -1)
        let logger = Logger(label: "hub") { StructuredLogHandler(label: $0, sink: sink) }

        logger.error("lost")
        logger.error("lost")

        #expect(sink.droppedLines == 2)
    }

    @Test("the forms are called as in the settings")
    func forms() {
        #expect(LogForm(rawValue: "json") == .json && LogForm(rawValue: "plain") == .plain)
    }
}
