// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing
import Trials

@testable import Operations

@Suite("Time text")
struct TimeTextTests {
    private func text(_ milliseconds: Int64) -> String {
        var bytes: [UInt8] = []
        TimeText.append(milliseconds, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(
        "moments are written in UTC with milliseconds",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"),
            (1, "1970-01-01T00:00:00.001Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (1_709_251_199_999, "2024-02-29T23:59:59.999Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
            (1_769_860_799_123, "2026-01-31T11:59:59.123Z"),
        ] as [(Int64, String)])
    func moments(milliseconds: Int64, expected: String) {
        #expect(text(milliseconds) == expected)
    }

    @Test("a moment outside four-digit years becomes the nearest one inside")
    func clamped() {
        #expect(text(.max) == "9999-12-31T23:59:59.999Z")
        #expect(text(.min) == "0000-01-01T00:00:00.000Z")
    }

    @Test("any moment is written as the system library writes it")
    func comparison() {
        var random = SeededGenerator(seed: 7)
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        for _ in 0..<2000 {
            // From 1600 on; Foundation's calendar is Julian before 1582.
            let moment = Int64.random(in: -11_676_096_000_000...TimeText.last, using: &random) / 1000 * 1000
            let date = Date(timeIntervalSince1970: Double(moment / 1000))
            #expect(text(moment) == date.formatted(style))
        }
    }

    @Test("the clock gives a moment of this age")
    func clock() {
        let now = WallClock.milliseconds()

        #expect(abs(Double(now) / 1000 - Date().timeIntervalSince1970) < 5)
    }
}
