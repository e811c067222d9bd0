// SPDX-License-Identifier: EUPL-1.2

extension Receipt: CustomStringConvertible {
    /// The largest receipt that is read, in bytes: room for a payload of 1 MiB in Base 64 and the checkpoint.
    public static let largestText = 3 << 20
    private static let longestPath = 64
    /// The payload lies one level deeper than it would alone, and the leaf and salt take room beside it.
    private static let extraLimits = JSONLimits(bytes: JSONLimits.standard.bytes + 1024, depth: JSONLimits.standard.depth + 1)

    /// The text of c2sp.org/tlog-proof, to be stored with the extension `.tlog-proof`.
    public var description: String {
        var members: JSONObject = ["leaf": .string(Base64.encode(leaf.encode()))]
        if let opening {
            members["payload"] = opening.payload
            members["salt"] = .string(opening.salt.base64)
        }
        let extra = JSON.object(members)
        var text = "\(Self.heading)\nextra \(Base64.encode(extra.canonical()))\nindex \(index)\n"
        for hash in path { text += "\(hash.base64)\n" }
        return text + "\n\(checkpoint)"
    }

    /// Reads a receipt, bounded in size. Nothing is verified.
    ///
    /// - Throws: ``LedgerError`` `malformed` or `tooLarge`.
    public init(parsing text: some StringProtocol) throws(LedgerError) {
        guard text.utf8.count <= Self.largestText else {
            throw LedgerError(.tooLarge, "A receipt has at most 3 MiB; fetch it again.")
        }
        let bytes = Array(text.utf8)
        guard let end = Self.emptyLine(in: bytes) else { throw Self.fault("has no empty line before its checkpoint") }
        let head = String(decoding: bytes[..<end], as: UTF8.self)
        var lines = head.split(separator: "\n", omittingEmptySubsequences: false)[...]
        guard lines.popFirst() == Substring(Self.heading) else { throw Self.fault("does not start with \(Self.heading)") }
        guard let extra = Self.value(of: "extra ", in: lines.popFirst()), let json = Base64.decode(extra) else {
            throw Self.fault("has no line with the word extra and Base 64")
        }
        guard let number = Self.value(of: "index ", in: lines.popFirst()), let index = Decimal.read(number) else {
            throw Self.fault("has no line with the word index and a number")
        }
        let path = lines.prefix(Self.longestPath + 1).compactMap { Digest(base64: $0) }
        guard lines.count <= Self.longestPath, path.count == lines.count else {
            throw Self.fault("has a line in its path that is no hash in Base 64")
        }
        let (leaf, opening) = try Self.read(extra: json)
        self.init(
            leaf: leaf, opening: opening, index: index, path: path,
            checkpoint: try SignedNote(parsing: bytes[(end + 2)...]))
    }

    private static func read(extra bytes: [UInt8]) throws(LedgerError) -> (Leaf, Opening?) {
        let extra: JSON
        do throws(JSONError) {
            extra = try JSON(parsing: bytes, limits: extraLimits)
        } catch {
            throw fault("has an extra line that is not the Base 64 of JSON")
        }
        guard let count = extra.object?.count, let leaf = extra["leaf"]?.string.flatMap({ Base64.decode($0) }) else {
            throw fault("has an extra line without a leaf")
        }
        guard extra.canonical() == bytes else { throw fault("has an extra line that is not canonical JSON") }
        if count == 1 { return (try Leaf(decoding: leaf), nil) }
        guard count == 3, let payload = extra["payload"], let salt = extra["salt"]?.string.flatMap({ Salt(base64: $0) }) else {
            throw fault("has an extra line that is not a leaf, a payload and a salt")
        }
        return (try Leaf(decoding: leaf), Opening(payload: payload, salt: salt))
    }

    private static func value(of word: String, in line: Substring?) -> Substring? {
        guard let line, line.hasPrefix(word) else { return nil }
        return line.dropFirst(word.count)
    }

    /// The place of the newline that ends the last line before the first empty one.
    private static func emptyLine(in bytes: [UInt8]) -> Int? {
        bytes.indices.dropLast().first { bytes[$0] == 0x0A && bytes[$0 + 1] == 0x0A }
    }

    private static func fault(_ what: String) -> LedgerError {
        LedgerError(.malformed, "The receipt \(what); ask the hub for it again.")
    }
}
