// SPDX-License-Identifier: EUPL-1.2

/// Reads JSON values from bytes by recursive descent, bounded in depth.
struct JSONReader {
    let bytes: [UInt8]
    let limits: JSONLimits
    var place = 0

    init(bytes: [UInt8], limits: JSONLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    /// The byte at the reading place, or nil at the end.
    var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    /// Reads the one value of a document, which nothing may follow but white space.
    mutating func document() throws(JSONError) -> JSON {
        skipSpace()
        let value = try value(depth: 0)
        skipSpace()
        guard next == nil else { throw fault(.syntax, "Something follows the value; send one value only.") }
        return value
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSON {
        switch next {
        case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        case let byte? where byte == UInt8(ascii: "-") || Decimal.isDigit(byte): return try number()
        default: throw fault(.syntax, "A value is expected here.")
        }
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONObject {
        try enter(depth)
        let start = place
        var members: [(key: String, value: JSON)] = []
        place += 1
        skipSpace()
        if skip(UInt8(ascii: "}")) { return JSONObject() }
        repeat {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw fault(.syntax, "A member's name in double quotes is expected here.") }
            let key = try string()
            skipSpace()
            guard skip(UInt8(ascii: ":")) else { throw fault(.syntax, "A colon is expected after a member's name.") }
            skipSpace()
            members.append((key, try value(depth: depth)))
            skipSpace()
        } while skip(UInt8(ascii: ","))
        guard skip(UInt8(ascii: "}")) else { throw fault(.syntax, "A comma or the end of the object is expected here.") }
        var duplicate: String?
        let object = JSONObject(read: members, duplicate: &duplicate)
        guard duplicate == nil else {
            throw JSONError(
                code: .duplicateName, offset: start, reason: "The object that starts here has two members of one name; keep one.")
        }
        return object
    }

    private mutating func array(depth: Int) throws(JSONError) -> [JSON] {
        try enter(depth)
        var elements: [JSON] = []
        place += 1
        skipSpace()
        if skip(UInt8(ascii: "]")) { return elements }
        repeat {
            skipSpace()
            elements.append(try value(depth: depth))
            skipSpace()
        } while skip(UInt8(ascii: ","))
        guard skip(UInt8(ascii: "]")) else { throw fault(.syntax, "A comma or the end of the array is expected here.") }
        return elements
    }

    private mutating func literal(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
        let end = place + word.utf8CodeUnitCount
        let matches = word.withUTF8Buffer { expected in
            end <= bytes.count && bytes[place..<end].elementsEqual(expected)
        }
        guard matches else { throw fault(.syntax, "Only true, false and null may be written without quotes.") }
        place = end
        return value
    }

    private func enter(_ depth: Int) throws(JSONError) {
        guard depth <= limits.depth else {
            throw fault(.limit, "The value is nested deeper than \(limits.depth) levels; flatten it.")
        }
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { place += 1 }
    }

    /// Steps over the byte if it is the next one.
    mutating func skip(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        place += 1
        return true
    }

    func fault(_ code: JSONError.Code, _ reason: String) -> JSONError {
        JSONError(code: code, offset: place, reason: reason)
    }
}
