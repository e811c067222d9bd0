// SPDX-License-Identifier: EUPL-1.2

import Diameter

/// What a message says, taken out of it, for tests to compare.
struct Message: Equatable {
    var header: MessageHeader
    var codes: [AVPKey] = []
    private var values: [(code: AVPKey, content: [UInt8])] = []

    /// Nil when `message` is none, or cannot be read to its end.
    init?(_ message: [UInt8]) {
        guard message.withUnsafeBytes({ FrameSplitter().next(in: $0) }) == .message(length: message.count),
            let header = message.withUnsafeBytes({ MessageHeader(reading: $0) })
        else { return nil }
        self.header = header
        let values = try? message.withUnsafeBytes { raw -> [(AVPKey, [UInt8])]? in
            var found: [(AVPKey, [UInt8])] = []
            var attributes = MessageView(raw)?.attributes
            while let attribute = try attributes?.next() { found.append((attribute.code, Array(attribute.content))) }
            return found
        }
        guard let found = values ?? nil else { return nil }
        self.values = found.map { ($0.0, $0.1) }
        codes = found.map(\.0)
    }

    /// The value of the first attribute of this code.
    subscript(code: AVPKey) -> [UInt8]? { values.first { $0.code == code }?.content }

    /// The values of all attributes of this code.
    func all(_ code: AVPKey) -> [[UInt8]] { values.filter { $0.code == code }.map(\.content) }

    /// The value of the first attribute of this code as text.
    func text(_ code: AVPKey) -> String? { self[code].map { String(decoding: $0, as: UTF8.self) } }

    /// The value of the first attribute of this code as a number.
    func number(_ code: AVPKey) -> UInt32? { self[code].map { $0.reduce(0) { $0 << 8 | UInt32($1) } } }

    /// How the request went.
    var result: UInt32? { number(.resultCode) }

    /// The code of what failed, down to the innermost group of `groups`.
    func failed(inside groups: [AVPKey] = []) -> (code: AVPKey, content: [UInt8])? {
        guard var content = self[.failedAVP] else { return nil }
        for group in groups {
            guard let found = Message.first(content), found.code == group else { return nil }
            content = found.content
        }
        return Message.first(content)
    }

    private static func first(_ content: [UInt8]) -> (code: AVPKey, content: [UInt8])? {
        try? reading(content) { sequence in try sequence.next().map { ($0.code, Array($0.content)) } }
    }

    static func == (one: Message, other: Message) -> Bool {
        one.header == other.header && one.values.elementsEqual(other.values) { $0.code == $1.code && $0.content == $1.content }
    }
}
