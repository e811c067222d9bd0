// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// The text of a list, as a snapshot holds it. The input: in what pieces it is read, then the text.
struct ListTextTarget: FuzzTarget {
    let name = "list-text"
    let longest = 8_192
    let words = [
        "schakel/list/v1\n", "hub.example/devices\n", "stolen\n", "prohibited\n", "tracking\n", " ", "18446744073709551615\n",
    ]

    private struct Outcome: Equatable {
        let header: ListText.Header
        let lines: [ListText.Line]
    }

    func seeds() throws -> [[UInt8]] {
        var replay = ListReplay(list: SampleLog.list)
        for entry in SampleLog.short.entries { try replay.take(kind: entry.leaf.kind, payload: entry.payload) }
        let list = try replay.text(origin: SampleKeys.origin)
        let longest = String(repeating: "9", count: ListText.longestSubject)
        let long = "schakel/list/v1\na\nb\n1\n2\n\(longest) \(String(repeating: "s", count: ListText.longestStatus))\né x\n"
        return [[0] + list, [7] + list, [200] + long.input, [1] + "schakel/list/v1\na\nb\n0\n0\n".input]
    }

    func attempt(_ bytes: [UInt8]) {
        var input = FuzzInput(bytes)
        let piece = Int(input.byte()) + 1
        let text = Array(input.rest)
        let whole = read(text, by: max(1, text.count))
        claim(whole == read(text, by: piece), "a list is the same in whatever pieces it comes")
        guard let whole else { return }
        claim(UInt64(whole.lines.count) == whole.header.count && whole.lines.count < text.count, "lines are counted")
        let written = must("what was read is written") {
            var writer = try ListTextWriter(whole.header)
            for line in whole.lines { try writer.add(line) }
            return try writer.finish()
        }
        claim(written == text, "a list has one form")
    }

    private func read(_ text: [UInt8], by length: Int) -> Outcome? {
        var reader = ListTextReader()
        var lines: [ListText.Line] = []
        do {
            for start in stride(from: 0, to: text.count, by: length) {
                lines += try reader.read(Array(text[start..<min(start + length, text.count)]))
            }
            return Outcome(header: try reader.finish(), lines: lines)
        } catch {
            return nil
        }
    }
}
