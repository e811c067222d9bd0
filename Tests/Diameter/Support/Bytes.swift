// SPDX-License-Identifier: EUPL-1.2

import Diameter

/// The bytes that hexadecimal digits stand for.
func bytes(_ hex: String) -> [UInt8] {
    let digits = hex.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}

/// The attributes that `write` writes.
func attributes(_ write: (inout AVPWriter) -> Void) -> [UInt8] {
    var writer = AVPWriter()
    write(&writer)
    return writer.bytes
}

/// Looks at the attributes in `bytes`, which stand alone.
func reading<Value>(
    _ bytes: [UInt8], limits: ReadLimits = ReadLimits(), _ body: (inout AVPSequence) throws -> Value
) rethrows -> Value {
    try bytes.withUnsafeBytes { raw in
        var sequence = AVPSequence(raw, limits: limits)
        return try body(&sequence)
    }
}

/// The fault of the first attribute in `bytes` that has one when `body` looks at it.
func fault(in bytes: [UInt8], limits: ReadLimits = ReadLimits(), _ body: (AVP) throws -> Void = { _ in }) -> MessageFault? {
    do {
        try reading(bytes, limits: limits) { sequence in
            while let attribute = try sequence.next() { try body(attribute) }
        }
        return nil
    } catch {
        return error as? MessageFault
    }
}
