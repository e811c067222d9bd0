// SPDX-License-Identifier: EUPL-1.2

/// The head of a request as access functions send it: a GET over HTTP/1.1 that has no body and asks nothing of the connection.
///
/// Read strictly (RFC 9112 §2–5), in one pass and without keeping anything. Whatever is out of the ordinary, and whatever could be
/// read in two ways, is ``Scan/unusual`` and left to the full parser: this one refuses nobody.
struct PlainRequest: Hashable {
    /// What some bytes begin with.
    enum Scan: Hashable {
        /// A whole head.
        case whole(PlainRequest)
        /// What may become one, once more has arrived.
        case partial
        /// Something else.
        case unusual
    }

    /// Where in the bytes the request target stands.
    let target: Range<Int>
    /// Where the value of `Authorization` stands, if there is one.
    let authorization: Range<Int>?
    /// How many bytes the head has.
    let length: Int

    /// The longest head that is read here, in bytes.
    static let maximumLength = 4096
    private static let maximumFields = 64
    private static let method = Array("GET ".utf8)
    private static let version = Array(" HTTP/1.1\r\n".utf8)

    /// Looks at the start of `bytes`.
    static func scan(_ bytes: UnsafeRawBufferPointer) -> Scan {
        var reader = HeadReader(bytes: UnsafeRawBufferPointer(rebasing: bytes.prefix(maximumLength)))
        do throws(HeadReader.Stop) {
            try reader.expect(method)
            let target = try reader.run(of: .target)
            guard !target.isEmpty else { return .unusual }
            try reader.expect(version)
            var hosts = 0
            var authorization: Range<Int>?
            for _ in 0..<maximumFields {
                if try reader.endsHead() {
                    guard hosts == 1 else { return .unusual }
                    return .whole(PlainRequest(target: target, authorization: authorization, length: reader.position))
                }
                let name = try reader.run(of: .name)
                guard !name.isEmpty else { return .unusual }
                try reader.expect(byte: UInt8(ascii: ":"))
                let value = try reader.fieldValue()
                switch reader.meaning(of: name) {
                case .host: hosts += 1
                case .authorization where authorization == nil: authorization = value
                case .authorization, .connection: return .unusual
                case .none: break
                }
            }
            return .unusual
        } catch {
            switch error {
            case .needsMore where bytes.count < maximumLength: return .partial
            case .needsMore, .unusual: return .unusual
            }
        }
    }
}

/// Reads a head byte by byte.
private struct HeadReader {
    enum Stop: Error {
        case needsMore
        case unusual
    }

    /// A kind of byte, as a bit of ``kinds``.
    struct Kind: OptionSet {
        let rawValue: UInt8

        /// Of a request target: visible ASCII without `#`, which would begin a fragment.
        static let target = Kind(rawValue: 1)
        /// Of a field name: `tchar` of RFC 9110 §5.6.2.
        static let name = Kind(rawValue: 2)
        /// Of a field value: visible ASCII, space and tab.
        static let value = Kind(rawValue: 4)
    }

    /// What a field means to the connection or the door.
    enum Meaning {
        case host
        case authorization
        /// The length of a body, the transfer of it, or what happens to the connection.
        case connection
        case none
    }

    let bytes: UnsafeRawBufferPointer
    private(set) var position = 0

    init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    private static let kinds: [Kind] = (0...UInt8.max).map { byte in
        var kinds: Kind = []
        if (0x21...0x7E).contains(byte), byte != UInt8(ascii: "#") { kinds.insert(.target) }
        if (0x20...0x7E).contains(byte) || byte == 0x09 { kinds.insert(.value) }
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
            kinds.insert(.name)
        case _ where "!#$%&'*+-.^_`|~".utf8.contains(byte): kinds.insert(.name)
        default: break
        }
        return kinds
    }

    mutating func expect(_ text: [UInt8]) throws(Stop) {
        for byte in text { try expect(byte: byte) }
    }

    mutating func expect(byte: UInt8) throws(Stop) {
        guard position < bytes.count else { throw .needsMore }
        guard bytes[position] == byte else { throw .unusual }
        position += 1
    }

    /// The longest stretch of bytes of one kind, and at least one byte behind it.
    mutating func run(of kind: Kind) throws(Stop) -> Range<Int> {
        let start = position
        let end = Self.kinds.withUnsafeBufferPointer { kinds in
            var place = start
            while place < bytes.count, kinds[Int(bytes[place])].contains(kind) { place += 1 }
            return place
        }
        guard end < bytes.count else { throw .needsMore }
        position = end
        return start..<end
    }

    /// The value of a field without the space around it, and its end of line.
    mutating func fieldValue() throws(Stop) -> Range<Int> {
        let line = try run(of: .value)
        try expect(byte: UInt8(ascii: "\r"))
        try expect(byte: UInt8(ascii: "\n"))
        var (start, end) = (line.lowerBound, line.upperBound)
        while start < end, isSpace(bytes[start]) { start += 1 }
        while start < end, isSpace(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    /// Whether the empty line that ends a head stands here; it is read.
    mutating func endsHead() throws(Stop) -> Bool {
        guard position < bytes.count else { throw .needsMore }
        guard bytes[position] == UInt8(ascii: "\r") else { return false }
        position += 1
        try expect(byte: UInt8(ascii: "\n"))
        return true
    }

    func meaning(of name: Range<Int>) -> Meaning {
        switch name.count {
        case 4 where equals(name, "host"): .host
        case 13 where equals(name, "authorization"): .authorization
        case 6 where equals(name, "expect"), 7 where equals(name, "upgrade"), 10 where equals(name, "connection"),
            14 where equals(name, "content-length"), 16 where equals(name, "proxy-connection"),
            17 where equals(name, "transfer-encoding"):
            .connection
        default: .none
        }
    }

    private func equals(_ range: Range<Int>, _ lowercase: StaticString) -> Bool {
        for offset in 0..<range.count where bytes[range.lowerBound + offset] | 0x20 != lowercase.utf8Start[offset] { return false }
        return true
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
