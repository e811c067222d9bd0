// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials

/// Where the fuzzer finds what to begin with: for each target a folder of inputs and a dictionary.
struct SeedFolder {
    let path: String

    func write(_ targets: [any FuzzTarget]) throws {
        for target in targets {
            let folder = "\(path)/\(target.name)"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for (number, seed) in try target.seeds().enumerated() {
                claim(seed.count <= target.longest, "seed \(number) of \(target.name) fits within \(target.longest) bytes")
                try Data(seed).write(to: URL(filePath: "\(folder)/seed-\(number)"))
            }
            let words = target.words.map { "\"\(Self.escaped($0))\"\n" }.joined()
            try Data(words.utf8).write(to: URL(filePath: "\(folder).dict"))
            print(target.name, target.longest)
        }
    }

    /// As the dictionaries of libFuzzer want it.
    private static func escaped(_ word: String) -> String {
        word.utf8.reduce(into: "") { text, byte in
            let isPlain = (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
            text += isPlain ? String(UnicodeScalar(byte)) : "\\x\(byte < 16 ? "0" : "")\(String(byte, radix: 16))"
        }
    }
}
