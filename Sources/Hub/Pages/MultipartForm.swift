// SPDX-License-Identifier: EUPL-1.2

/// A file that a form brought along.
struct UploadedFile: Sendable {
    /// What it is called, as the browser says.
    let name: String
    /// What is in it.
    let bytes: [UInt8]
}

/// A form with a file in it: `multipart/form-data` as browsers make it (RFC 7578).
struct MultipartForm {
    /// The fields that are no file.
    private(set) var fields: [(name: String, value: String)] = []
    /// The file; nil when none was chosen.
    private(set) var file: UploadedFile?

    private static let mostParts = 20
    private static let mostHeadBytes = 1_024
    private static let lineEnd: [UInt8] = [0x0D, 0x0A]

    /// What parts the fields, by the media type of the request (RFC 2046 §5.1.1); nil when it is no such form.
    static func boundary(in mediaType: String) -> String? {
        let parts = mediaType.split(separator: ";").map { $0.drop { $0 == " " } }
        guard parts.first?.lowercased() == "multipart/form-data" else { return nil }
        for part in parts.dropFirst() where part.lowercased().hasPrefix("boundary=") {
            var text = part.dropFirst(9)
            if text.hasPrefix("\""), text.hasSuffix("\""), text.count >= 2 { text = text.dropFirst().dropLast() }
            guard (1...70).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
            return String(text)
        }
        return nil
    }

    /// Reads a form; nil when it is none that a browser makes.
    init?(parsing bytes: [UInt8], boundary: String) {
        let mark = Array("--\(boundary)".utf8)
        guard bytes.starts(with: mark) else { return nil }
        // Every later mark stands on a line of its own.
        let inner = MultipartForm.lineEnd + mark
        var place = mark.count
        for _ in 0..<MultipartForm.mostParts {
            if bytes[place...].starts(with: Array("--".utf8)) { return }
            guard bytes[place...].starts(with: MultipartForm.lineEnd) else { return nil }
            place += 2
            guard
                let headEnd = MultipartForm.find(
                    MultipartForm.lineEnd + MultipartForm.lineEnd, in: bytes, from: place,
                    to: min(bytes.count, place + MultipartForm.mostHeadBytes)),
                let end = MultipartForm.find(inner, in: bytes, from: headEnd + 4, to: bytes.count)
            else { return nil }
            guard take(String(decoding: bytes[place..<headEnd], as: UTF8.self), bytes[(headEnd + 4)..<end]) else { return nil }
            place = end + inner.count
        }
        return nil
    }

    /// Takes one part.
    private mutating func take(_ head: String, _ content: ArraySlice<UInt8>) -> Bool {
        let lines = head.split(separator: "\r\n")
        guard let line = lines.first(where: { $0.lowercased().hasPrefix("content-disposition:") }),
            let name = MultipartForm.parameter("name", in: line)
        else { return false }
        if let fileName = MultipartForm.parameter("filename", in: line) {
            if !fileName.isEmpty || !content.isEmpty { file = UploadedFile(name: fileName, bytes: Array(content)) }
        } else {
            fields.append((name, String(decoding: content, as: UTF8.self)))
        }
        return true
    }

    /// A quoted parameter. Browsers write a quotation mark in it as `%22` (WHATWG HTML, multipart/form-data encoding).
    private static func parameter(_ name: String, in line: Substring) -> String? {
        guard let start = line.firstRange(of: "; \(name)=\"") else { return nil }
        let rest = line[start.upperBound...]
        guard let end = rest.firstIndex(of: "\"") else { return nil }
        return String(rest[..<end]).replacing("%22", with: "\"").replacing("%0D", with: "").replacing("%0A", with: "")
    }

    private static func find(_ needle: [UInt8], in bytes: [UInt8], from start: Int, to end: Int) -> Int? {
        guard start <= end - needle.count else { return nil }
        return bytes.withUnsafeBufferPointer { bytes in
            var place = start
            while place <= end - needle.count {
                if bytes[place] == needle[0], needle.indices.allSatisfy({ bytes[place + $0] == needle[$0] }) { return place }
                place += 1
            }
            return nil
        }
    }
}

extension FormData {
    /// A form with a file; nil when it is none that a browser makes.
    init?(parsing bytes: [UInt8], boundary: String) {
        guard let form = MultipartForm(parsing: bytes, boundary: boundary) else { return nil }
        self.init(form.fields)
        file = form.file
    }
}
