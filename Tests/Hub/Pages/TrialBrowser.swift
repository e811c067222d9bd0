// SPDX-License-Identifier: EUPL-1.2

import HTTPTypes
import Hummingbird
import PageCheck
import Testing

@testable import Hub

/// What a browser does with pages: it keeps cookies, follows redirects, fills in the forms it sees and sends them.
final class TrialBrowser {
    let hub: TrialHub
    private(set) var cookies: [String: String] = [:]
    /// Fields that it sends along with every request.
    var fields: HTTPFields = [.secFetchSite: "same-origin"]

    init(_ hub: TrialHub) { self.hub = hub }

    /// A page as it came.
    struct Shown {
        let path: String
        let answer: TrialAnswer
        let check: PageCheck

        /// The value of a field that is on it.
        func value(_ name: String) -> String? {
            check["input"].first { $0.attributes["name"] == name }?.attributes["value"]
        }
    }

    func get(_ path: String) async throws -> Shown {
        try await show(path, try await hub.call(.get, path, fields: fields(with: [:])))
    }

    /// Fills in the form of a page and sends it to where the page is.
    func send(_ page: Shown, _ values: [String: String], to path: String? = nil) async throws -> Shown {
        var values = values
        for name in ["token", "key"] where values[name] == nil { values[name] = page.value(name) }
        return try await post(path ?? page.path, values)
    }

    func post(_ path: String, _ values: [String: String], type: String = "application/x-www-form-urlencoded") async throws -> Shown
    {
        let body = values.sorted { $0.key < $1.key }.map { "\($0.key)=\(TrialBrowser.encode($0.value))" }.joined(separator: "&")
        let answer = try await hub.call(
            .post, path, bytes: Array(body.utf8), fields: fields(with: [.contentType: type]))
        return try await show(path, answer)
    }

    func post(_ path: String, bytes: [UInt8], type: String) async throws -> Shown {
        try await show(path, try await hub.call(.post, path, bytes: bytes, fields: fields(with: [.contentType: type])))
    }

    /// Keeps the cookies and goes where the answer says.
    private func show(_ path: String, _ answer: TrialAnswer) async throws -> Shown {
        for field in answer.fields[values: .setCookie] {
            let parts = field.split(separator: ";").map { $0.drop { $0 == " " } }
            try #require(parts.contains("Secure") && parts.contains("HttpOnly") && parts.contains("Path=/"), "\(field)")
            let pair = (parts.first ?? "").split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { String($0) }
            cookies[pair[0]] = parts.contains("Max-Age=0") ? nil : pair[1]
        }
        if answer.status == 303, let location = answer.fields[.location] { return try await get(location) }
        return Shown(path: path, answer: answer, check: PageCheck(answer.text))
    }

    private func fields(with more: HTTPFields) -> HTTPFields {
        var all = fields
        for field in more { all[field.name] = field.value }
        if !cookies.isEmpty {
            all[.cookie] = cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        }
        return all
    }

    static func encode(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: String(Unicode.Scalar(byte))
            case 0x20: "+"
            case 0x0A: "%0D%0A"
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}
