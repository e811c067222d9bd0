// SPDX-License-Identifier: EUPL-1.2

import Diameter

/// What a message says that a server sent.
struct DiameterAnswer: Sendable {
    let header: MessageHeader
    private let values: [(code: AVPKey, content: [UInt8])]

    /// Nil when `bytes` are no message, or one that cannot be read to its end.
    init?(_ bytes: ArraySlice<UInt8>) {
        let read = try? bytes.withUnsafeBytes { raw -> (MessageHeader, [(AVPKey, [UInt8])])? in
            guard let message = MessageView(raw) else { return nil }
            var values: [(AVPKey, [UInt8])] = []
            var attributes = message.attributes
            while let attribute = try attributes.next() { values.append((attribute.code, Array(attribute.content))) }
            return (message.header, values)
        }
        guard let found = read ?? nil else { return nil }
        header = found.0
        values = found.1.map { ($0.0, $0.1) }
    }

    subscript(code: AVPKey) -> [UInt8]? { values.first { $0.code == code }?.content }

    func number(_ code: AVPKey) -> UInt32? { self[code].map { $0.reduce(0) { $0 << 8 | UInt32($1) } } }

    func text(_ code: AVPKey) -> String? { self[code].map { String(decoding: $0, as: UTF8.self) } }

    /// Result-Code, or the code within Experimental-Result.
    var result: UInt32? {
        number(.resultCode) ?? self[.experimentalResult].map { $0.suffix(4).reduce(0) { $0 << 8 | UInt32($1) } }
    }

    /// Equipment-Status.
    var status: UInt32? { number(.equipmentStatus) }

    /// The messages in `bytes`, as far as they are whole.
    static func all(in bytes: [UInt8]) -> [DiameterAnswer] {
        var answers: [DiameterAnswer] = []
        var rest = bytes[...]
        while case .message(let length) = rest.withUnsafeBytes({ FrameSplitter().next(in: $0) }) {
            guard let answer = DiameterAnswer(rest.prefix(length)) else { return answers }
            answers.append(answer)
            rest = rest.dropFirst(length)
        }
        return answers
    }
}
