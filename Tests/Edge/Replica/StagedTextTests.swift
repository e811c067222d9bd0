// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing
import Trials

@testable import Edge

@Suite("What is staged on disk")
struct StagedTextTests {
    @Test("it is read back as it was written, and no name of it is left")
    func roundTrip() throws {
        let folder = try ScratchFolder()
        let text = try StagedText(in: folder.path)
        var random = SeededGenerator(seed: 3)
        let bytes = random.bytes(700_001)
        #expect(folder.contents.isEmpty)

        for piece in random.pieces(of: bytes, upTo: 90_000) { try text.append(Array(piece)) }
        var back: [UInt8] = []
        try text.pieces(of: 65_536) { back += $0 }

        #expect(back == bytes && text.count == 700_001)
    }

    @Test("what an earlier run left is not in the way")
    func leftOver() throws {
        let folder = try ScratchFolder()
        try "rust".write(toFile: folder.file("snapshot.new"), atomically: false, encoding: .utf8)

        let text = try StagedText(in: folder.path)
        try text.pieces { _ in Issue.record("nothing was written") }

        #expect(folder.contents.isEmpty)
    }
}
