// SPDX-License-Identifier: EUPL-1.2

import Store

/// The parameters of one execution, in PostgreSQL's binary format. The memory is used again for the next one.
struct Parameters {
    /// Texts of this length on are not promised to fit an index.
    static let longKey = 2_000

    // One byte stands before the first value, so that also an empty value has an address.
    private var bytes: [UInt8] = [0]
    private var places: [(offset: Int, length: Int32)] = []
    /// Whether a text is so long that an index may refuse it.
    private(set) var hasLongText = false

    /// Begins anew.
    mutating func removeAll() {
        bytes.removeLast(bytes.count - 1)
        places.removeAll(keepingCapacity: true)
        hasLongText = false
    }

    /// How many bytes they take.
    var size: Int { bytes.count }

    /// Adds nothing.
    mutating func null() { places.append((0, -1)) }

    /// Adds a whole number.
    mutating func integer(_ value: Int64) {
        add { $0.add(value) }
    }

    /// Adds a whole number, or nothing.
    mutating func integer(_ value: Int64?) {
        if let value { integer(value) } else { null() }
    }

    /// Adds a whole number.
    mutating func integer(_ value: Int) { integer(Int64(value)) }

    /// Adds a number that is never below 0.
    /// - Throws: `failed` when the server cannot hold it.
    mutating func number(_ value: UInt64) throws(StoreError) { integer(try held(value)) }

    /// Adds a text.
    /// - Throws: `failed` when the server cannot hold it: it has a character NUL.
    mutating func text(_ value: String) throws(StoreError) {
        try check(value)
        add { $0.append(contentsOf: value.utf8) }
    }

    /// Adds bytes.
    mutating func bytes(_ value: some Sequence<UInt8>) {
        add { $0.append(contentsOf: value) }
    }

    /// Adds an array of values of one kind; nothing may stand among them.
    mutating func array(_ kind: StoreTable.Kind, _ values: some Collection<StoreValue>) throws(StoreError) {
        for case .text(let text) in values { try check(text) }
        let hasNull = values.contains(.null)
        add { bytes in
            bytes.add(Int32(values.isEmpty ? 0 : 1))
            bytes.add(Int32(hasNull ? 1 : 0))
            bytes.add(kind.elementType)
            guard !values.isEmpty else { return }
            bytes.add(Int32(clamping: values.count))
            bytes.add(Int32(1))
            for value in values { bytes.add(value) }
        }
    }

    /// Lends the parameters as libpq takes them: count, values, lengths and formats.
    func withPointers<Result>(
        _ body: (Int32, [UnsafePointer<CChar>?], [Int32], [Int32]) -> Result
    ) -> Result {
        bytes.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { buffer in
                let values = places.map { place in place.length < 0 ? nil : buffer.baseAddress.map { $0 + place.offset } }
                return body(
                    Int32(places.count), values, places.map { max($0.length, 0) }, Array(repeating: 1, count: places.count))
            }
        }
    }

    private mutating func add(_ write: (inout [UInt8]) -> Void) {
        let offset = bytes.count
        write(&bytes)
        places.append((offset, Int32(clamping: bytes.count - offset)))
    }

    private mutating func check(_ text: String) throws(StoreError) {
        guard !text.utf8.contains(0) else {
            throw StoreError(.failed, "A text has a character NUL, which the store cannot keep: leave it out.")
        }
        if text.utf8.count >= Parameters.longKey { hasLongText = true }
    }
}

/// A number as the server can hold it.
func held(_ number: UInt64) throws(StoreError) -> Int64 {
    guard let held = Int64(exactly: number) else {
        throw StoreError(.failed, "A number is too large to be kept: the largest is 2^63 - 1.")
    }
    return held
}

extension StoreTable.Kind {
    /// The server's number for the type.
    fileprivate var elementType: Int32 {
        switch self {
        case .bytes: 17
        case .integer: 20
        case .text: 25
        }
    }

    /// The name of the type of an array.
    var arrayType: String {
        switch self {
        case .bytes: "bytea[]"
        case .integer: "bigint[]"
        case .text: "text[]"
        }
    }
}

extension [UInt8] {
    fileprivate mutating func add(_ number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }

    fileprivate mutating func add(_ value: StoreValue) {
        switch value {
        case .null: add(Int32(-1))
        case .integer(let number):
            add(Int32(8))
            add(number)
        case .text(let text):
            add(Int32(clamping: text.utf8.count))
            append(contentsOf: text.utf8)
        case .bytes(let bytes):
            add(Int32(clamping: bytes.count))
            append(contentsOf: bytes)
        }
    }
}
