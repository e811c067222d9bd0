// SPDX-License-Identifier: EUPL-1.2

/// How a command ended and what it said.
struct Outcome: Sendable, CustomStringConvertible {
    /// The exit status; 128 and the signal's number when a signal ended it.
    let status: Int32
    let output: String
    let error: String

    /// The lines of standard error.
    var errorLines: [String] { error.split(separator: "\n").map(String.init) }

    /// The one sentence of a failure: standard error when it is exactly one line of this program, ended like a sentence,
    /// with or without the fields at fault behind it in brackets.
    var sentence: String? {
        guard errorLines.count == 1, let line = errorLines.first, line.hasPrefix("schakel: ") else { return nil }
        guard let last = line.last, ".]!?".contains(last) else { return nil }
        return String(line.dropFirst("schakel: ".count))
    }

    var description: String { "exit status \(status)\n\(output)\(error)" }
}
