// SPDX-License-Identifier: EUPL-1.2

extension SettingsSchema {
    /// A settings file to start from: every setting with its explanation and default, commented out, sections in order of
    /// appearance. Required settings stand there without a value, so that loading names them until they are filled in.
    public func sample() -> String {
        var lines = ["# Settings. Flags win over environment variables, those over this file, and this file over defaults."]
        Self.append(settings.map { ($0.key.split(separator: ".")[...], $0) }, indentation: "", to: &lines)
        return lines.joined(separator: "\n") + "\n"
    }

    private typealias Leaf = (path: ArraySlice<Substring>, setting: Setting)

    private static func append(_ leaves: [Leaf], indentation: String, to lines: inout [String]) {
        var done: Set<Substring> = []
        for leaf in leaves {
            guard let name = leaf.path.first else { continue }
            if leaf.path.count == 1 {
                append(leaf.setting, named: name, indentation: indentation, to: &lines)
            } else if done.insert(name).inserted {
                lines.append("")
                lines.append("\(indentation)\(name):")
                let section = leaves.filter { $0.path.count > 1 && $0.path.first == name }
                append(section.map { ($0.path.dropFirst(), $0.setting) }, indentation: indentation + "  ", to: &lines)
            }
        }
    }

    private static func append(_ setting: Setting, named name: Substring, indentation: String, to lines: inout [String]) {
        var comment = setting.description + " Takes " + setting.kind.expectation + "."
        if setting.isRequired { comment += " Required." }
        if setting.isSecret { comment += " Secret: rather set \(setting.environmentName)." }
        lines.append("")
        lines += wrapped(comment, width: 100 - indentation.utf8.count).map { "\(indentation)# \($0)" }
        if let text = setting.defaultText {
            lines.append("\(indentation)# \(name): \(yaml(text, setting.kind))")
        } else {
            lines.append("\(indentation)\(setting.isRequired ? "" : "# ")\(name):")
        }
    }

    private static func yaml(_ text: String, _ kind: SettingKind) -> String {
        guard kind == .list, case .list(let items) = kind.value(of: text) else { return scalar(text) }
        return "[" + items.map(scalar).joined(separator: ", ") + "]"
    }

    /// A text as YAML: plain when nobody could read it otherwise, and else in double quotes.
    private static func scalar(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy {
            switch $0 {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2E, 0x2F, 0x5F: true
            default: false
            }
        }
        if isPlain, !text.isEmpty, text.lowercased() != "null" { return text }
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    private static func wrapped(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(whereSeparator: \.isWhitespace) {
            if !line.isEmpty, line.count + word.count + 1 > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
        }
        return line.isEmpty ? lines : lines + [line]
    }
}
