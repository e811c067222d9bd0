// SPDX-License-Identifier: EUPL-1.2

import Logging
import Operations
import Testing

@Suite("A level that changes while the process runs")
struct LogThresholdTests {
    @Test("holds for every logger that has none of its own, at once")
    func shared() {
        let threshold = LogThreshold(.info)
        let logger = Logger(label: "a") { StructuredLogHandler(label: $0, threshold: threshold) }
        var quiet = logger
        quiet.logLevel = .warning

        for level in Logger.Level.allCases {
            threshold.level = level
            #expect(logger.logLevel == level && threshold.level == level)
            #expect(quiet.logLevel == .warning)
        }
    }

    @Test("without one a logger has the level it was made with")
    func alone() {
        #expect(Logger(label: "a") { StructuredLogHandler(label: $0, level: .error) }.logLevel == .error)
    }
}
