// SPDX-License-Identifier: EUPL-1.2

/// A random UUID (version 4, RFC 9562) as text, for idempotency keys.
enum UUIDText {
    static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        let high: UInt64 = generator.next() & ~0xF000 | 0x4000
        let low: UInt64 = generator.next() & ~(0xC000 << 48) | (0x8000 << 48)
        let hex = pad(high) + pad(low)
        return
            "\(hex.prefix(8))-\(hex.dropFirst(8).prefix(4))-\(hex.dropFirst(12).prefix(4))-\(hex.dropFirst(16).prefix(4))-\(hex.dropFirst(20))"
    }

    private static func pad(_ value: UInt64) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }
}
