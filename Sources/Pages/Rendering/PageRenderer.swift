// SPDX-License-Identifier: EUPL-1.2

import Mustache

/// Makes pages out of templates, messages and what there is to show. Templates are read once, when it is made.
public struct PageRenderer: Sendable {
    private let library: MustacheLibrary
    private let texts: [Language: Messages]

    /// Reads all templates and messages.
    /// - Throws: what is wrong with one of them; a test sees to it that nothing is.
    public init() throws(MaterialFault) {
        MustacheContentTypes.register(Markup(), named: Markup.name)
        var library = MustacheLibrary()
        for (name, bytes) in Material.templates.sorted(by: { $0.key < $1.key }) {
            do {
                let text = String(decoding: bytes, as: UTF8.self)
                try library.register("{{% CONTENT_TYPE:\(Markup.name)}}\n" + text, named: name)
            } catch {
                throw MaterialFault(file: name + ".mustache", reason: "This is no template: \(error).")
            }
        }
        self.library = library
        var texts: [Language: Messages] = [:]
        for language in Language.allCases {
            texts[language] = try Messages(
                parsing: Material.messages(language), language: language, file: "\(language.rawValue).messages")
        }
        self.texts = texts
    }

    /// The messages of a language.
    public func messages(in language: Language) -> Messages { texts[language] ?? Messages(language: language) }

    /// The names of the templates.
    public static var templateNames: [String] { Material.templates.keys.sorted() }

    /// Makes one page.
    /// - Parameters:
    ///   - template: the name of its template.
    ///   - view: what it shows.
    ///   - frame: what is around it.
    /// - Returns: HTML in UTF-8; empty when there is no such template.
    public func page(_ template: String, showing view: View, in frame: Frame) -> [UInt8] {
        let messages = messages(in: frame.language)
        guard case .group(let parts) = view else { return [] }
        var objects = parts.compactMapValues(\.object)
        objects.merge(frame.objects(messages)) { _, ours in ours }
        return Array((library.render(objects, withTemplate: template) ?? "").drop { $0.isWhitespace }.utf8)
    }
}
