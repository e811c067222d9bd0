// SPDX-License-Identifier: EUPL-1.2

import Ledger

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Prints results: for people, or as JSON for programs.
enum Output {
    /// Prints JSON on one line, or the lines for people.
    static func result(_ json: JSON, asJSON: Bool, people: () -> [String]) {
        if asJSON {
            line(json.canonicalText)
        } else {
            people().forEach(line)
        }
    }

    /// Prints a line and makes sure that it leaves at once.
    static func line(_ text: String) {
        write(text + "\n", to: 1)
    }

    /// Writes a text to a file descriptor, all of it.
    static func write(_ text: String, to descriptor: Int32) {
        var bytes = ArraySlice(Array(text.utf8))
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { posixWrite(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return }
            bytes = bytes.dropFirst(written)
        }
    }
}

private func posixWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int { write(descriptor, bytes, count) }
