// SPDX-License-Identifier: EUPL-1.2

import DeviceLists
import Identifiers

/// All that came out of reading one file.
struct Reading: Equatable {
    var outcomes: [StolenListOutcome] = []
    var error: StolenListError?
    var kind: StolenListKind?

    var rows: [StolenListRow] {
        outcomes.compactMap { outcome in
            guard case .row(let row) = outcome else { return nil }
            return row
        }
    }

    var faults: [RowFault] {
        outcomes.flatMap { outcome -> [RowFault] in
            guard case .refused(let faults) = outcome else { return [] }
            return faults
        }
    }
}

/// Reads a whole file, in chunks of the given sizes (the last one repeated) or in one.
func read(_ bytes: [UInt8], expecting: StolenListKind? = nil, chunks: [Int] = []) -> Reading {
    var reading = Reading()
    var reader = StolenListReader(expecting: expecting)
    var position = 0
    var turn = 0
    do {
        while position < bytes.count {
            let wish = chunks.isEmpty ? bytes.count : max(1, chunks[min(turn, chunks.count - 1)])
            let end = min(bytes.count, position + wish)
            try reader.read(bytes[position..<end]) { reading.outcomes.append($0) }
            position = end
            turn += 1
        }
        try reader.finish { reading.outcomes.append($0) }
        reading.kind = reader.kind
    } catch {
        reading.error = error
    }
    return reading
}

func read(_ text: String, expecting: StolenListKind? = nil, chunks: [Int] = []) -> Reading {
    read(Array(text.utf8), expecting: expecting, chunks: chunks)
}

/// Reads one data row under the header of a full list.
func readRow(_ row: String) -> Reading { read("imei,reporting_date,status\n\(row)\n") }

/// Surveys a whole file.
func survey(_ text: String, namedFaults: Int = 1_000) -> StolenListSurvey {
    var survey = StolenListSurvey(namedFaults: namedFaults)
    for outcome in read(text).outcomes { survey.add(outcome) }
    return survey
}

/// A small seeded generator of its own, so that tests do not lean on the code under test.
struct TestRandom {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &* 2 &+ 1 }

    mutating func next(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }
}

/// FNV-1a, 64 bits: a digest that is easy to compute elsewhere.
struct FNV1a {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    }
}
