// SPDX-License-Identifier: EUPL-1.2

import Logging

/// Builds one line of the log, never longer than ``limit`` bytes and never with a line break or terminal control inside.
struct LogLine {
    /// The longest line in bytes, its line feed included.
    static let limit = 16_384
    static let labelLimit = 256
    static let messageLimit = 8192
    static let keyLimit = 512
    static let valueLimit = 2048
    /// Room kept for the mark that something is missing and the line's end.
    private static let reserve = 32

    private(set) var bytes: [UInt8] = []

    init(
        form: LogForm, time: Int64, level: Logger.Level, label: String, message: String, metadata: FlatMetadata
    ) {
        bytes.reserveCapacity(512)
        switch form {
        case .json: json(time, level, label, message, metadata)
        case .plain: plain(time, level, label, message, metadata)
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    private mutating func json(
        _ time: Int64, _ level: Logger.Level, _ label: String, _ message: String, _ metadata: FlatMetadata
    ) {
        append("{\"time\":\"")
        TimeText.append(time, to: &bytes)
        append("\",\"level\":\"\(level.rawValue)\",\"label\":")
        quoted(label, limit: Self.labelLimit)
        append(",\"message\":")
        quoted(message, limit: Self.messageLimit)
        let complete = entries(metadata) { line, entry in
            line.append(",")
            line.quoted(entry.key, limit: Self.keyLimit)
            line.append(":")
            line.quoted(entry.value, limit: Self.valueLimit)
        }
        append(complete ? "}" : ",\"truncated\":\"true\"}")
    }

    private mutating func plain(
        _ time: Int64, _ level: Logger.Level, _ label: String, _ message: String, _ metadata: FlatMetadata
    ) {
        TimeText.append(time, to: &bytes)
        let padding = String(repeating: " ", count: max(0, 8 - level.rawValue.utf8.count))
        append(" \(level.rawValue)\(padding) ")
        escaped(label, limit: Self.labelLimit, quotes: false)
        append(": ")
        escaped(message, limit: Self.messageLimit, quotes: false)
        let complete = entries(metadata) { line, entry in
            line.append(" ")
            line.escaped(entry.key, limit: Self.keyLimit, quotes: false)
            line.append("=")
            if entry.value.isEmpty || entry.value.utf8.contains(where: { $0 == 0x20 || $0 == 0x22 || $0 == 0x3D }) {
                line.quoted(entry.value, limit: Self.valueLimit)
            } else {
                line.escaped(entry.value, limit: Self.valueLimit, quotes: false)
            }
        }
        if !complete { append(" truncated=true") }
    }

    /// Writes entries while they fit; `false` when one did not, or when the metadata had been cut already.
    private mutating func entries(
        _ metadata: FlatMetadata, write: (inout LogLine, (key: String, value: String)) -> Void
    ) -> Bool {
        for entry in metadata.entries {
            let before = bytes.count
            write(&self, entry)
            if bytes.count > Self.limit - Self.reserve {
                bytes.removeSubrange(before...)
                return false
            }
        }
        return !metadata.isTruncated
    }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func quoted(_ text: String, limit: Int) {
        bytes.append(UInt8(ascii: "\""))
        escaped(text, limit: limit, quotes: true)
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends at most `limit` bytes of `text`, ending in `…` when cut. Control characters (C0, DEL, C1), line separators and
    /// marks that change the direction of text are written as `\u` with four digits, so that no value can fake a line.
    private mutating func escaped(_ text: String, limit: Int, quotes: Bool) {
        let end = bytes.count + limit
        for scalar in text.unicodeScalars {
            // The longest escape takes six bytes, the mark of a cut three.
            if bytes.count + 9 > end {
                append("…")
                return
            }
            switch scalar.value {
            case 0x0A: append("\\n")
            case 0x22 where quotes: append("\\\"")
            case 0x5C where quotes: append("\\\\")
            case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069:
                append("\\u")
                for shift in [12, 8, 4, 0] as [UInt32] {
                    let digit = UInt8(truncatingIfNeeded: scalar.value >> shift & 0xF)
                    bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
                }
            case 0x20...0x7E: bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
    }
}
