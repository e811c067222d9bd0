// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// UUIDs (RFC 9562) as text, for idempotency keys.
enum UUIDText {
    /// A fresh one, version 7: it begins with the time, so that a hub keeps those of one moment together.
    static func fresh(at now: Instant = SystemTimekeeper().now()) -> String {
        var generator = SystemRandomNumberGenerator()
        let time = withUnsafeBytes(of: UInt64(clamping: now.milliseconds).bigEndian) { Array($0.suffix(6)) }
        return text(time + (0..<10).map { _ in UInt8.random(in: 0...255, using: &generator) }, version: 7)
    }

    /// One that is always the same for the same content and step, version 8.
    static func derived(from digest: Digest, _ step: String) -> String {
        text(Array(MerkleHash.leaf(digest.bytes + Array(step.utf8)).bytes.prefix(16)), version: 8)
    }

    private static func text(_ bytes: [UInt8], version: UInt8) -> String {
        var bytes = bytes
        bytes[6] = bytes[6] & 0x0F | version << 4
        bytes[8] = bytes[8] & 0x3F | 0x80
        let hex = Hexadecimal.encode(bytes)
        let cuts = [0, 8, 12, 16, 20, 32]
        return zip(cuts, cuts.dropFirst()).map { hex.dropFirst($0).prefix($1 - $0) }.joined(separator: "-")
    }
}
