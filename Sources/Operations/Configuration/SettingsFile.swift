// SPDX-License-Identifier: EUPL-1.2

import Yams

/// The settings file: YAML, at most 256 KiB, one document, maps nested at most eight deep and flattened with dots.
///
/// Values stay the texts that were written: YAML's guesses (`no` is false, `1:30` is ninety) are not made, the declaration of a
/// setting decides. Anchors and aliases are refused.
struct SettingsFile {
    static let sizeLimit = 262_144
    static let depthLimit = 8

    /// What stands behind a key.
    enum Content: Equatable {
        /// Nothing, or the word null.
        case empty
        case text(String)
        case list([String])
    }

    /// One key with its value and the line of the key, from 1.
    struct Entry: Equatable {
        let key: String
        let line: Int?
        let content: Content
    }

    let name: String
    /// In the order of the file.
    private(set) var entries: [Entry] = []
    /// Whether the file could be read at all; when not, nothing can be said about what is missing.
    private(set) var isReadable = true

    /// Reads the file and adds what is wrong with it to `faults`.
    init(name: String, bytes: [UInt8], faults: inout FaultList) {
        self.name = name
        do {
            guard let root = try compose(bytes, &faults), !Self.isEmpty(root) else { return }
            if case .mapping(let mapping) = root {
                flatten(mapping, prefix: "", depth: 1, &faults)
            } else {
                refuse(.syntax, line: 1, "a map of settings was expected; write lines of the form key: value.", &faults)
            }
        } catch let error as YamlError {
            refuse(error, &faults)
        } catch {
            refuse(.syntax, line: nil, "the file is not YAML; repair it.", &faults)
        }
    }

    /// Judges the bytes, then lets the YAML library make nodes of them. The parser must outlive the look for anchors, for it
    /// owns them.
    private mutating func compose(_ bytes: [UInt8], _ faults: inout FaultList) throws -> Node? {
        guard bytes.count <= Self.sizeLimit else {
            refuse(.tooLarge, line: nil, "the file is larger than 256 KiB; settings take far less.", &faults)
            return nil
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            refuse(.syntax, line: nil, "the file is not UTF-8; save it in that encoding.", &faults)
            return nil
        }
        let references = YAMLReferences(bytes)
        guard references.count <= YAMLReferences.harmlessCount else {
            refuseReference(line: references.firstLine, &faults)
            return nil
        }
        let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
        return try withExtendedLifetime(parser) {
            guard let root = try parser.singleRoot() else { return nil }
            if references.count > 0, let line = Self.anchorLine(in: root) {
                refuseReference(line: line, &faults)
                return nil
            }
            return root
        }
    }

    private mutating func flatten(_ mapping: Node.Mapping, prefix: String, depth: Int, _ faults: inout FaultList) {
        for (keyNode, value) in mapping {
            let line = keyNode.mark?.line
            guard case .scalar(let scalar) = keyNode, !scalar.string.isEmpty else {
                faults.add(.syntax, at: .file(name, line: line), "a key must be a word; give the setting's name before the colon.")
                continue
            }
            let key = prefix + scalar.string
            switch value {
            case .mapping(let nested):
                guard depth < Self.depthLimit else {
                    faults.add(.tooLarge, key: key, at: .file(name, line: line), "maps are nested too deep; no setting lies here.")
                    continue
                }
                flatten(nested, prefix: key + ".", depth: depth + 1, &faults)
            case .sequence(let sequence):
                let items = sequence.compactMap { $0.scalar?.string }
                guard items.count == sequence.count else {
                    faults.add(
                        .syntax, key: key, at: .file(name, line: line), "the items of \(FaultList.shown(key)) must be texts.")
                    continue
                }
                entries.append(Entry(key: key, line: line, content: .list(items)))
            case .scalar(let text):
                let content: Content = Self.isEmpty(value) ? .empty : .text(text.string)
                entries.append(Entry(key: key, line: line, content: content))
            case .alias:
                refuseReference(line: line, &faults)
            }
        }
    }

    private mutating func refuse(
        _ code: ConfigurationFault.Code, line: Int?, _ message: String, _ faults: inout FaultList
    ) {
        isReadable = false
        faults.add(code, at: .file(name, line: line), message)
    }

    private mutating func refuseReference(line: Int?, _ faults: inout FaultList) {
        refuse(
            .reference, line: line,
            "anchors, aliases and tags (&, *, !) may not be used; write the value out, or put quotes around a text.", &faults)
    }

    /// Says what the library found, without the text around it: that may hold a secret.
    private mutating func refuse(_ error: YamlError, _ faults: inout FaultList) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
            refuse(.syntax, line: mark.line, "the file is not YAML here (\(problem)); repair it.", &faults)
        case .composer(_, "found undefined alias", let mark, _):
            refuseReference(line: mark.line, &faults)
        case .composer(_, let problem, let mark, _):
            refuse(.syntax, line: mark.line, "one YAML document is expected (\(problem)); remove the rest.", &faults)
        case .duplicatedKeysInMapping(let keys, let context):
            let key = FaultList.shown(keys.first ?? "")
            refuse(.duplicateKey, line: context.mark.line, "the key \(key) occurs twice in one map; remove one.", &faults)
        default:
            refuse(.syntax, line: nil, "the file is not YAML; repair it.", &faults)
        }
    }

    private static func isEmpty(_ node: Node) -> Bool {
        guard case .scalar(let scalar) = node, scalar.style == .plain else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    /// The line of the first anchor below a node. The depth of nodes is bounded by the library, at a thousand.
    private static func anchorLine(in node: Node) -> Int? {
        if node.anchor != nil { return node.mark?.line ?? 1 }
        switch node {
        case .mapping(let mapping):
            for (key, value) in mapping {
                if let line = anchorLine(in: key) ?? anchorLine(in: value) { return line }
            }
        case .sequence(let sequence):
            for item in sequence {
                if let line = anchorLine(in: item) { return line }
            }
        case .scalar, .alias:
            break
        }
        return nil
    }
}
