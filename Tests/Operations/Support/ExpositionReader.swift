// SPDX-License-Identifier: EUPL-1.2

/// Reads the Prometheus text format 0.0.4 back, strictly, independent of how it was written.
struct ExpositionReader {
    struct Sample: Equatable {
        let name: String
        let labels: [String: String]
        let value: String
    }

    struct Failure: Error {
        let line: String
    }

    private(set) var samples: [Sample] = []
    private(set) var types: [String: String] = [:]
    private(set) var help: [String: String] = [:]

    init(_ bytes: [UInt8]) throws {
        guard let text = String(validating: bytes, as: UTF8.self), text.hasSuffix("\n") else { throw Failure(line: "(whole)") }
        for line in text.unicodeScalars.split(separator: "\n").map(String.init) {
            if line.hasPrefix("# ") {
                let words = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
                guard words.count == 4, Self.isName(words[2]) else { throw Failure(line: line) }
                if words[1] == "TYPE", types.updateValue(words[3], forKey: words[2]) == nil { continue }
                if words[1] == "HELP", help.updateValue(words[3], forKey: words[2]) == nil { continue }
                throw Failure(line: line)
            }
            samples.append(try Self.sample(line))
        }
    }

    /// The value of the only sample with this name and these labels.
    func value(_ name: String, _ labels: [String: String] = [:]) -> String? {
        let found = samples.filter { $0.name == name && $0.labels == labels }
        return found.count == 1 ? found.first?.value : nil
    }

    private static func sample(_ line: String) throws -> Sample {
        var rest = line.unicodeScalars[...]
        func take(while accepts: (Unicode.Scalar) -> Bool) -> String {
            let part = rest.prefix(while: accepts)
            rest = rest.dropFirst(part.count)
            return String(part)
        }
        let name = take { $0 != "{" && $0 != " " }
        var labels: [String: String] = [:]
        if rest.first == "{" {
            rest = rest.dropFirst()
            while true {
                let label = take { $0 != "=" }
                guard isName(label), !label.contains(":"), rest.starts(with: "=\"".unicodeScalars) else {
                    throw Failure(line: line)
                }
                rest = rest.dropFirst(2)
                guard labels.updateValue(try value(&rest, line), forKey: label) == nil else { throw Failure(line: line) }
                let mark = rest.popFirst()
                if mark == "}" { break }
                guard mark == "," else { throw Failure(line: line) }
            }
        }
        guard isName(name), rest.popFirst() == " " else { throw Failure(line: line) }
        let number = String(rest)
        guard ["NaN", "+Inf", "-Inf"].contains(number) || Double(number)?.isFinite == true else { throw Failure(line: line) }
        return Sample(name: name, labels: labels, value: number)
    }

    private static func value(_ rest: inout Substring.UnicodeScalarView, _ line: String) throws -> String {
        var value = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\"": return String(value)
            case "\\":
                switch rest.popFirst() {
                case "\\": value.append("\\")
                case "\"": value.append("\"")
                case "n": value.append("\n")
                default: throw Failure(line: line)
                }
            default: value.append(scalar)
            }
        }
        throw Failure(line: line)
    }

    private static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return text.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F || $0 == 0x3A
        }
    }
}
