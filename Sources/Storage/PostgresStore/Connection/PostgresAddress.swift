// SPDX-License-Identifier: EUPL-1.2

import CPostgres
import Store

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where the server is and who signs in, as libpq reads it: `postgres://user@host:port/database`, or `host=/run/postgresql
/// dbname=…`.
struct PostgresAddress: Sendable {
    /// What libpq is told, in its own words.
    let options: [String: String]

    /// Reads an address. What it leaves out comes from libpq's own sources: environment, service and password files.
    /// - Throws: `unreachable` when it cannot be read. The error does not repeat it, as it may have a password.
    init(_ text: String) throws(StoreError) {
        var message: UnsafeMutablePointer<CChar>?
        guard let parsed = PQconninfoParse(text, &message) else {
            PQfreemem(message)
            throw StoreError(
                .unreachable,
                "The address of the database cannot be read: write postgres://user@host:5432/database, or libpq's key=value."
            )
        }
        defer { PQconninfoFree(parsed) }
        var options: [String: String] = [
            "application_name": "schakel",
            "connect_timeout": "5",
            "keepalives_idle": "10",
            "keepalives_interval": "5",
            "keepalives_count": "3",
            "tcp_user_timeout": "15000",
            "target_session_attrs": "read-write",
        ]
        var option = parsed
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { options[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        options["client_encoding"] = "UTF8"
        self.options = options
    }

    /// Begins a session and waits until the server has let it in or not; nil when there is no memory.
    /// - Parameter use: what it is for, added to the name by which the server shows it.
    func connect(for use: String) -> OpaquePointer? {
        var options = options
        options["application_name", default: ""] += " \(use)"
        let pairs = options.map { (strdup($0.key), strdup($0.value)) }
        defer {
            for (key, value) in pairs {
                free(key)
                free(value)
            }
        }
        let keys = pairs.map { UnsafePointer($0.0) } + [nil]
        let values = pairs.map { UnsafePointer($0.1) } + [nil]
        return PQconnectdbParams(keys, values, 0)
    }

    /// A message of libpq in one line, without the password.
    func redacted(_ message: String) -> String {
        let line = message.split(whereSeparator: \.isNewline).joined(separator: "; ")
        guard let password = options["password"], !password.isEmpty else { return line }
        return line.split(separator: password, omittingEmptySubsequences: false).joined(separator: "…")
    }
}
