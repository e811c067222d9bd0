// SPDX-License-Identifier: EUPL-1.2

/// A strict reader of pages: it takes less than a browser and says what is not right.
///
/// Every tag is closed, every attribute is quoted, every id is there once, and everything that refers to an id finds it. It also looks for what
/// people with a keyboard or a screen reader stumble over: one heading of the first level and none skipped, a label for every
/// field, a language, a title, no style or script in the page itself.
public struct PageCheck: Sendable {
    /// One opened tag.
    public struct Element: Sendable {
        /// Its name.
        public let name: String
        /// Its attributes, with their references replaced.
        public let attributes: [String: String]
    }

    /// What is not right; empty when nothing is.
    public private(set) var faults: [String] = []
    /// The elements, in order.
    public private(set) var elements: [Element] = []
    /// All text that is shown, with its references replaced and its blanks made one.
    public private(set) var text = ""

    private var open: [String] = []
    private static let void: Set<String> = ["meta", "link", "input", "br", "hr", "img"]
    /// Elements in which only other elements stand; text in them would be misplaced.
    private static let onlyElements: Set<String> = ["ul", "ol", "dl", "table", "thead", "tbody", "tr", "html", "head"]

    /// Reads a page.
    public init(_ html: String) {
        var scanner = PageScanner(html)
        guard html.hasPrefix("<!DOCTYPE html>\n") else {
            faults.append("It does not begin with <!DOCTYPE html>.")
            return
        }
        scanner.skip("<!DOCTYPE html>".count)
        while let piece = scanner.next() {
            switch piece {
            case .text(let text): read(text)
            case .start(let name, let attributes): start(name, attributes)
            case .end(let name):
                if open.last == name { open.removeLast() } else { faults.append("</\(name)> closes <\(open.last ?? "nothing")>.") }
            case .fault(let fault):
                faults.append(fault)
                return
            }
        }
        if !open.isEmpty { faults.append("These are not closed: \(open.joined(separator: ", ")).") }
        checkReferences()
        checkHeadings()
        checkPage()
    }

    /// The elements with a name.
    public subscript(name: String) -> [Element] { elements.filter { $0.name == name } }

    /// The element with an id.
    public func element(_ id: String) -> Element? { elements.first { $0.attributes["id"] == id } }

    private mutating func read(_ raw: String) {
        let plain = decode(raw)
        if let parent = open.last, PageCheck.onlyElements.contains(parent), plain.contains(where: { !$0.isWhitespace }) {
            faults.append("Text stands in <\(parent)>.")
        }
        guard open.last != "script", open.last != "style" else { return }
        text += plain.split(whereSeparator: \.isWhitespace).joined(separator: " ") + " "
    }

    private mutating func start(_ name: String, _ raw: [(String, String)]) {
        var attributes: [String: String] = [:]
        for (key, value) in raw {
            if attributes.updateValue(decode(value), forKey: key) != nil { faults.append("<\(name)> has \(key) twice.") }
            if key == "style" || key.hasPrefix("on") { faults.append("<\(name)> has \(key).") }
        }
        if name == "p", open.contains("p") { faults.append("<p> stands in <p>.") }
        if name == "form", open.contains("form") { faults.append("<form> stands in <form>.") }
        if name == "style" { faults.append("There is a <style>.") }
        if name == "script", attributes["src"] == nil { faults.append("There is a script in the page.") }
        elements.append(Element(name: name, attributes: attributes))
        if !PageCheck.void.contains(name) { open.append(name) }
    }

    /// Replaces references; all that pages use are these.
    private mutating func decode(_ raw: String) -> String {
        let known = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "#39": "'"]
        var parts = raw.unicodeScalars.split(separator: "&", omittingEmptySubsequences: false)
        var plain = String(parts.removeFirst())
        for part in parts {
            let pieces = part.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
            guard pieces.count == 2, let character = known[String(pieces[0])] else {
                faults.append("An & is no reference.")
                continue
            }
            plain += character + String(pieces[1])
        }
        return plain
    }

    private mutating func checkReferences() {
        let ids = elements.compactMap { $0.attributes["id"] }
        for id in Set(ids) where ids.filter({ $0 == id }).count > 1 { faults.append("The id \(id) is there more than once.") }
        for element in elements {
            for name in ["for", "aria-describedby", "aria-labelledby"] {
                for id in element.attributes[name]?.split(separator: " ") ?? [] where !ids.contains(String(id)) {
                    faults.append("\(name) of <\(element.name)> refers to \(id), which is not there.")
                }
            }
            if let href = element.attributes["href"], href.hasPrefix("#"), !ids.contains(String(href.dropFirst())) {
                faults.append("A link leads to \(href), which is not there.")
            }
        }
        let labelled = Set(self["label"].compactMap { $0.attributes["for"] })
        for field in self["input"] + self["textarea"] where field.attributes["type"] != "hidden" {
            if !labelled.contains(field.attributes["id"] ?? "") { faults.append("A field has no label.") }
        }
    }

    private mutating func checkHeadings() {
        var level = 0
        for element in elements {
            guard element.name.count == 2, element.name.first == "h", let own = element.name.last?.wholeNumberValue else {
                continue
            }
            if own > level + 1 { faults.append("<\(element.name)> comes after a heading of level \(level).") }
            level = own
        }
        if self["h1"].count != 1 { faults.append("There are \(self["h1"].count) headings of the first level.") }
    }

    private mutating func checkPage() {
        if self["html"].first?.attributes["lang"]?.isEmpty != false { faults.append("The page has no language.") }
        for name in ["title", "main", "header", "footer", "body"] where self[name].count != 1 {
            faults.append("There are \(self[name].count) of <\(name)>.")
        }
        for element in elements {
            for name in ["href", "src", "action"] {
                guard let address = element.attributes[name] else { continue }
                if !address.hasPrefix("/"), !address.hasPrefix("#") { faults.append("\(name) leads elsewhere: \(address).") }
                if address.hasPrefix("//") { faults.append("\(name) leads elsewhere: \(address).") }
            }
        }
    }
}
