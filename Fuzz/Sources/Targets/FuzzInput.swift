// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// Takes an input apart where the reader under attack wants more than one value. What is not there counts as zero.
struct FuzzInput {
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

    mutating func number() -> UInt64 {
        (0..<8).reduce(0) { number, _ in number << 8 | UInt64(byte()) }
    }

    mutating func digest() -> Digest {
        let bytes = (0..<32).map { _ in byte() }
        return Digest(bytes: bytes) ?? MerkleHash.empty
    }

    /// Everything that is left, in whole hashes.
    mutating func digests() -> [Digest] {
        var digests: [Digest] = []
        while rest.count >= 32 { digests.append(digest()) }
        return digests
    }
}

extension UInt64 {
    /// As ``FuzzInput/number()`` reads it.
    var input: [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: self >> UInt64(56 - 8 * $0)) } }
}
