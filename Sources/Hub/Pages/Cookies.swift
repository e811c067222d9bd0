// SPDX-License-Identifier: EUPL-1.2

import HTTPTypes

/// The cookies of a request (RFC 6265 §4.2), and how one is set.
struct Cookies: Sendable {
    private var values: [String: String] = [:]

    /// Reads the cookies of a request; of two with one name the first counts. At most fifty are looked at.
    init(_ fields: HTTPFields) {
        let pairs = fields[values: .cookie].joined(separator: ";").utf8.prefix(16_384).split(separator: UInt8(ascii: ";"))
        for pair in pairs.prefix(50) {
            let text = String(decoding: pair, as: UTF8.self)
            guard let equals = text.firstIndex(of: "=") else { continue }
            let name = text[..<equals].filter { $0 != " " }
            if values[name] == nil { values[name] = String(text[text.index(after: equals)...]) }
        }
    }

    /// The value of a cookie.
    subscript(name: String) -> String? { values[name] }

    /// The field that sets a cookie which only this host gets back, over TLS (or on this machine), and no script can read.
    /// - Parameter age: how many seconds it is kept; nil until the browser closes.
    static func field(_ name: String, _ value: String, age: Int?, sameSite: String) -> String {
        "\(name)=\(value); Path=/; Secure; HttpOnly; SameSite=\(sameSite)" + (age.map { "; Max-Age=\($0)" } ?? "")
    }
}
