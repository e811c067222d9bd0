// SPDX-License-Identifier: EUPL-1.2

import SignIn

/// What a form sent: `application/x-www-form-urlencoded`, by the URL standard of WHATWG §5.1.
struct FormData: Sendable {
    private var values: [String: [String]] = [:]
    /// The file that came along, in a form that has one.
    var file: UploadedFile?

    /// The most fields that are taken.
    private static let mostFields = 400

    /// No form.
    init() {}

    /// Reads a form; nil when it is none that a browser makes.
    init?(parsing bytes: some Collection<UInt8>) {
        guard let pairs = FormText.pairs(String(decoding: bytes, as: UTF8.self), most: FormData.mostFields) else { return nil }
        for pair in pairs { values[pair.name, default: []].append(FormData.trimmed(pair.value)) }
    }

    /// A form of these fields.
    init(_ fields: [(name: String, value: String)]) {
        for field in fields { values[field.name, default: []].append(FormData.trimmed(field.value)) }
    }

    /// What was typed in a field, without blanks around it; of two with one name the first. Empty when it is not there.
    subscript(name: String) -> String { values[name]?.first ?? "" }

    /// All values of the fields with one name, in their order: which boxes were ticked.
    func all(_ name: String) -> [String] { values[name] ?? [] }

    /// What was typed, by field.
    var texts: [String: String] { values.compactMapValues(\.first) }

    /// Lines end as they do everywhere else, and blanks around a text say nothing.
    private static func trimmed(_ text: String) -> String {
        let bytes = text.utf8.filter { $0 != 0x0D }
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A }
        let from = bytes.firstIndex { !isBlank($0) } ?? bytes.endIndex
        let to = bytes.lastIndex { !isBlank($0) } ?? bytes.startIndex
        return from < bytes.endIndex ? String(decoding: bytes[from...to], as: UTF8.self) : ""
    }
}
