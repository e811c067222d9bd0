// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Store
import Testing
import Trials

extension StoreRule {
    /// Texts an engine's own language might trip over.
    private static let awkward = [
        "", " ", "'", "''; DROP TABLE entries; --", "\"", "\\", "%", "_", "?1", "$1", ":name", "é", "e\u{301}", "ß", "ﷺ", "😀👩‍👩‍👧",
        "\n\t\r",
        String(repeating: "x", count: 5_000),
    ]

    /// Texts, whatever they hold.
    static let texts: [StoreRule] = [
        StoreRule("awkward texts come back as they were, each its own") { store in
            try await store.write { writer in
                for (number, text) in awkward.enumerated() {
                    try writer.put(setting: text, [UInt8(number)])
                    try writer.append([SampleEntry(UInt64(number), stream: text)])
                    try writer.add([Subject(kind: text, value: text)], to: .sample(number), in: .devices)
                    try writer.put(
                        ListHold(caseID: .sample(number), status: ListStatus(rawValue: text)), on: "stolen", of: text, in: .devices)
                    try writer.put(StoredHead(size: 0, time: .epoch, checkpoint: text), of: RegisterName(rawValue: text))
                }
            }

            try await store.read { reader throws in
                for (number, text) in awkward.enumerated() {
                    #expect(try reader.setting(text) == [UInt8(number)])
                    #expect(
                        try reader.entries(of: .devices, in: UInt64(number)..<UInt64(number + 1)).map { Array($0.stream.utf8) } == [
                            Array(text.utf8)
                        ])
                    #expect(try reader.payloads(of: .devices, stream: text).map(\.index) == [UInt64(number)])
                    #expect(try reader.subjects(of: .sample(number), in: .devices) == [Subject(kind: text, value: text)])
                    #expect(
                        try reader.subjectsHeld(by: .sample(number), on: "stolen", in: .devices).map { Array($0.utf8) } == [
                            Array(text.utf8)
                        ])
                    #expect(try reader.holds(on: "stolen", of: text, in: .devices).map(\.caseID) == [.sample(number)])
                    #expect(try reader.head(of: RegisterName(rawValue: text))?.checkpoint == text)
                }
            }
        },
        StoreRule("random bytes and texts come back as they were") { store in
            var generator = SeededGenerator(seed: 23)
            for _ in 0..<20 {
                let values = (0..<20).map { _ in
                    let text = String(
                        String.UnicodeScalarView(
                            (0..<Int.random(in: 0..<40, using: &generator)).compactMap { _ in
                                Unicode.Scalar(UInt32.random(in: 1...0x1_FFFF, using: &generator))
                            }
                        )
                    )
                    return (
                        text,
                        (0..<Int.random(in: 0..<300, using: &generator)).map { _ in UInt8.random(in: 0...255, using: &generator) }
                    )
                }

                try await store.write { writer in for (text, bytes) in values { try writer.put(setting: "s" + text, bytes) } }

                try await store.read { reader throws in
                    for (text, bytes) in Dictionary(values, uniquingKeysWith: { $1 }) {
                        #expect(try reader.setting("s" + text) == bytes)
                    }
                }
            }
        },
    ]
}
