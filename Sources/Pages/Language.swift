// SPDX-License-Identifier: EUPL-1.2

/// A language of the pages. Every page exists in each; the first part of its path says which.
public enum Language: String, CaseIterable, Sendable {
    /// Dutch.
    case dutch = "nl"
    /// English.
    case english = "en"

    /// The other one.
    public var other: Language { self == .dutch ? .english : .dutch }

    /// The language that a browser likes best (RFC 9110 §12.5.4); Dutch when it likes neither, or does not say.
    /// - Parameter header: the value of `Accept-Language`.
    public static func preferred(by header: String?) -> Language {
        var best: (language: Language, weight: Double)?
        for range in (header ?? "").split(separator: ",").prefix(20) {
            let parts = range.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
            guard let tag = parts.first?.prefix(2), let language = Language(rawValue: String(tag)) else { continue }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            if weight > (best?.weight ?? 0) { best = (language, weight) }
        }
        return best?.language ?? .dutch
    }
}
