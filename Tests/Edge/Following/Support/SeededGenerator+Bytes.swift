// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing
import Trials

extension SeededGenerator {
    mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }

    mutating func salt() throws -> Salt { try #require(Salt(bytes: bytes(32))) }

    /// Cuts bytes into pieces of random length, some of them empty.
    mutating func pieces(of bytes: [UInt8], upTo longest: Int) -> [ArraySlice<UInt8>] {
        var pieces: [ArraySlice<UInt8>] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = rest.prefix(below(longest + 1))
            pieces.append(piece)
            rest = rest.dropFirst(piece.count)
        }
        return pieces
    }
}
