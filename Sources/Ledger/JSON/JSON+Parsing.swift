// SPDX-License-Identifier: EUPL-1.2

extension JSON {
    /// Reads one JSON value that fills the bytes.
    ///
    /// Strict: RFC 8259 without extensions, within the I-JSON profile (RFC 7493). Refused are bytes that are not UTF-8, a byte
    /// order mark, lone surrogates and noncharacters, names that occur twice, and numbers that would be written as whole
    /// numbers beyond ±(2^53 - 1). Whole numbers in range become ``integer(_:)`` however they were spelled (`1`, `1.0`, `1e0`).
    ///
    /// - Throws: ``JSONError`` with the place of the first fault. Time and memory are proportional to the size of the input.
    public init(parsing bytes: some Collection<UInt8>, limits: JSONLimits = .standard) throws(JSONError) {
        guard bytes.count <= limits.bytes else {
            throw JSONError(
                code: .limit, offset: limits.bytes, reason: "The text is larger than \(limits.bytes) bytes; send less at a time.")
        }
        var reader = JSONReader(bytes: Array(bytes), limits: limits)
        self = try reader.document()
    }

    /// Reads one JSON value from a text; see ``init(parsing:limits:)``.
    public init(parsing text: some StringProtocol, limits: JSONLimits = .standard) throws(JSONError) {
        try self.init(parsing: text.utf8, limits: limits)
    }
}
