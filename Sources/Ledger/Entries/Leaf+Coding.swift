// SPDX-License-Identifier: EUPL-1.2

extension Leaf {
    /// The binary form: 69 to 162 bytes.
    public func encode() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(67 + register.utf8.count + kind.utf8.count)
        bytes.append(Self.version)
        for name in [register, kind] {
            bytes.append(UInt8(truncatingIfNeeded: name.utf8.count))
            bytes.append(contentsOf: name.utf8)
        }
        withUnsafeBytes(of: time.bigEndian) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: audience.bytes)
        withUnsafeBytes(of: sequence.bigEndian) { bytes.append(contentsOf: $0) }
        commitment.block.withUnsafeBytes { bytes.append(contentsOf: $0) }
        return bytes
    }

    /// Reads the binary form, all of it and nothing after it.
    ///
    /// - Throws: ``LedgerError`` `malformed`, or `outOfRange` for a sequence number 0 or a time that no clock shows.
    public init(decoding bytes: some Collection<UInt8>) throws(LedgerError) {
        var rest = Array(bytes.prefix(256))[...]
        guard rest.popFirst() == Self.version else {
            throw LedgerError(.malformed, "The leaf is not of version 1; update this program.")
        }
        let register = Self.name(from: &rest)
        let kind = Self.name(from: &rest)
        guard rest.count == 64, let register, let kind, let audience = AudienceTag(bytes: rest.dropFirst(8).prefix(16)),
            let commitment = Commitment(bytes: rest.suffix(32))
        else {
            throw LedgerError(.malformed, "The leaf is cut short or has bytes to spare; fetch its entry bundle again.")
        }
        guard let time = Int64(exactly: Self.number(rest.prefix(8))) else {
            throw LedgerError(.outOfRange, "A leaf has a time from 1970 on and a sequence number from 1 on.")
        }
        try self.init(
            register: register, kind: kind, time: time, audience: audience, sequence: Self.number(rest.dropFirst(24).prefix(8)),
            commitment: commitment)
    }

    /// Takes a length byte and that many bytes; nil when they are not there. What they may be is checked by the initialiser.
    private static func name(from rest: inout ArraySlice<UInt8>) -> String? {
        guard let length = rest.popFirst(), length <= rest.count else { return nil }
        defer { rest.removeFirst(Int(length)) }
        return String(decoding: rest.prefix(Int(length)), as: UTF8.self)
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
