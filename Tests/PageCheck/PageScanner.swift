// SPDX-License-Identifier: EUPL-1.2

/// Cuts a page into tags and texts. It goes by Unicode scalars, as browsers do.
struct PageScanner {
    enum Piece {
        case text(String)
        case start(String, [(String, String)])
        case end(String)
        case fault(String)
    }

    private let scalars: [Unicode.Scalar]
    private var index = 0

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    mutating func skip(_ count: Int) { index = min(scalars.count, index + count) }

    mutating func next() -> Piece? {
        guard index < scalars.count else { return nil }
        guard scalars[index] == "<" else {
            let text = take { $0 != "<" }
            return text.contains(">") ? .fault("A > stands in a text.") : .text(text)
        }
        index += 1
        if peek == "/" {
            index += 1
            let name = take(PageScanner.isName)
            guard peek == ">" else { return .fault("</\(name) does not end.") }
            index += 1
            return .end(name)
        }
        return start()
    }

    private mutating func start() -> Piece {
        let name = take(PageScanner.isName)
        guard !name.isEmpty else { return .fault("A < begins no tag.") }
        var attributes: [(String, String)] = []
        while true {
            let blank = take { $0.properties.isWhitespace }
            if peek == ">" {
                index += 1
                return .start(name, attributes)
            }
            guard !blank.isEmpty else { return .fault("<\(name)> has something odd in it.") }
            let key = take(PageScanner.isName)
            guard !key.isEmpty else { return .fault("<\(name)> has an attribute without a name.") }
            guard peek == "=" else {
                attributes.append((key, ""))
                continue
            }
            index += 1
            guard peek == "\"" else { return .fault("\(key) of <\(name)> is not quoted.") }
            index += 1
            let value = take { $0 != "\"" }
            guard peek == "\"", !value.contains("<") else { return .fault("\(key) of <\(name)> does not end.") }
            index += 1
            attributes.append((key, value))
        }
    }

    private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func take(_ isWanted: (Unicode.Scalar) -> Bool) -> String {
        var text = String.UnicodeScalarView()
        while index < scalars.count, isWanted(scalars[index]) {
            text.append(scalars[index])
            index += 1
        }
        return String(text)
    }

    private static func isName(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "-"
    }
}
