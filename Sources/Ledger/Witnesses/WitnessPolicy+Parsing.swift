// SPDX-License-Identifier: EUPL-1.2

extension WitnessPolicy {
    /// The largest policy that is read, in bytes.
    public static let largestText = 256 << 10
    /// The most logs, witnesses and groups that are read, each; the specification asks for 32 at least.
    public static let mostOfEach = 256

    /// Reads a policy.
    ///
    /// - Throws: ``LedgerError`` `malformed` or `unusableKey` with the number of the line that is wrong, or `tooLarge`.
    public init(parsing text: some StringProtocol) throws(LedgerError) {
        try self.init(parsing: Array(text.utf8))
    }

    /// Reads a policy as a file holds it; bytes outside ASCII are opaque.
    ///
    /// - Throws: as ``init(parsing:)-(StringProtocol)``.
    public init(parsing bytes: [UInt8]) throws(LedgerError) {
        guard bytes.count <= Self.largestText else {
            throw LedgerError(.tooLarge, "A policy has at most \(Self.largestText) bytes; leave out what is not used.")
        }
        var reader = PolicyReader()
        for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            do {
                try reader.read(line)
            } catch {
                throw LedgerError(error.code, "Line \(index + 1) of the policy: \(error.reason)")
            }
        }
        self = try reader.policy()
    }
}

/// Gathers the lines of a policy.
private struct PolicyReader {
    private var logs: [WitnessPolicy.Log] = []
    private var witnesses: [WitnessPolicy.Witness] = []
    private var groups: [WitnessPolicy.Group] = []
    /// The names defined so far, and whether each is a member of a group already.
    private var names: [WitnessPolicy.Name: Bool] = [:]
    private var quorum: WitnessPolicy.Name??

    mutating func read(_ line: ArraySlice<UInt8>) throws(LedgerError) {
        guard line.allSatisfy({ $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }) else {
            throw LedgerError(.malformed, "There is a control character other than tab; end lines with a newline alone.")
        }
        let words = line.split { $0 == 0x20 || $0 == 0x09 }
        guard let keyword = words.first, keyword.first != UInt8(ascii: "#") else { return }
        let rest = words.dropFirst()
        switch String(decoding: keyword, as: UTF8.self) {
        case "log": try readLog(rest)
        case "witness": try readWitness(rest)
        case "group": try readGroup(rest)
        case "quorum": try readQuorum(rest)
        default: throw LedgerError(.malformed, "A line begins with log, witness, group or quorum.")
        }
    }

    func policy() throws(LedgerError) -> WitnessPolicy {
        guard let quorum else {
            throw LedgerError(.malformed, "The policy has no quorum line; end it with quorum and a name, or quorum none.")
        }
        return WitnessPolicy(logs: logs, witnesses: witnesses, groups: groups, quorum: quorum)
    }

    private mutating func readLog(_ words: ArraySlice<ArraySlice<UInt8>>) throws(LedgerError) {
        guard (1...2).contains(words.count) else {
            throw LedgerError(.malformed, "A log has a key and perhaps a URL: log <vkey> [<url>].")
        }
        let key = try NoteVerifier(vkey: try Self.text(words[words.startIndex]))
        guard key.isUsable else {
            throw LedgerError(.unusableKey, "The key of \(key.name) is not a log's Ed25519 key (type 1).")
        }
        guard !logs.contains(where: { $0.key.publicKey == key.publicKey }) else {
            throw LedgerError(.malformed, "The key of \(key.name) is that of an earlier log; name each log once.")
        }
        try Self.bound(logs.count, "logs")
        logs.append(WitnessPolicy.Log(key: key, url: try Self.url(words.dropFirst())))
    }

    private mutating func readWitness(_ words: ArraySlice<ArraySlice<UInt8>>) throws(LedgerError) {
        guard (2...3).contains(words.count) else {
            throw LedgerError(.malformed, "A witness has a name, a key and perhaps a URL: witness <name> <vkey> [<url>].")
        }
        let name = try define(words[words.startIndex])
        let key = try WitnessVerifier(vkey: try Self.text(words[words.startIndex + 1]))
        guard !witnesses.contains(where: { $0.key.publicKey == key.publicKey }) else {
            throw LedgerError(.malformed, "The key of \(name) is that of an earlier witness; name each witness once.")
        }
        try Self.bound(witnesses.count, "witnesses")
        witnesses.append(WitnessPolicy.Witness(name: name, key: key, url: try Self.url(words.dropFirst(2))))
    }

    private mutating func readGroup(_ words: ArraySlice<ArraySlice<UInt8>>) throws(LedgerError) {
        guard words.count >= 3 else {
            throw LedgerError(.malformed, "A group has a name, a threshold and members: group <name> <k>|any|all <name>….")
        }
        let members = words.dropFirst(2).map { WitnessPolicy.Name($0) }
        let threshold: Int
        switch String(decoding: words[words.startIndex + 1], as: UTF8.self) {
        case "any": threshold = 1
        case "all": threshold = members.count
        case let digits:
            guard let number = Decimal.read(digits), number >= 1, number <= members.count else {
                throw LedgerError(.malformed, "The threshold is any, all, or a number from 1 to the \(members.count) members.")
            }
            threshold = Int(number)
        }
        for member in members {
            guard let isMember = names[member] else {
                throw LedgerError(.malformed, "The member \(member) is not defined above; define it before the group.")
            }
            guard !isMember else {
                throw LedgerError(.malformed, "The member \(member) is in a group already; it can be in one, and once.")
            }
            names[member] = true
        }
        let name = try define(words[words.startIndex])
        try Self.bound(groups.count, "groups")
        groups.append(WitnessPolicy.Group(name: name, threshold: threshold, members: members))
    }

    private mutating func readQuorum(_ words: ArraySlice<ArraySlice<UInt8>>) throws(LedgerError) {
        guard words.count == 1, let word = words.first else {
            throw LedgerError(.malformed, "The quorum is one name: quorum <name>, or quorum none.")
        }
        guard quorum == nil else { throw LedgerError(.malformed, "The quorum is given a second time; give it once.") }
        let name = WitnessPolicy.Name(word)
        if name == Self.none {
            quorum = .some(nil)
        } else {
            guard names[name] != nil else {
                throw LedgerError(.malformed, "The quorum \(name) is not defined above; define it before the quorum.")
            }
            quorum = .some(name)
        }
    }

    private mutating func define(_ word: ArraySlice<UInt8>) throws(LedgerError) -> WitnessPolicy.Name {
        let name = WitnessPolicy.Name(word)
        guard name != Self.none else { throw LedgerError(.malformed, "The name none has a meaning of its own; choose another.") }
        guard names[name] == nil else { throw LedgerError(.malformed, "The name \(name) is defined already; choose another.") }
        names[name] = false
        return name
    }

    private static let none = WitnessPolicy.Name("none".utf8)

    private static func bound(_ count: Int, _ what: String) throws(LedgerError) {
        guard count < WitnessPolicy.mostOfEach else {
            throw LedgerError(.tooLarge, "At most \(WitnessPolicy.mostOfEach) \(what) are read; leave out what is not used.")
        }
    }

    private static func text(_ word: ArraySlice<UInt8>) throws(LedgerError) -> String {
        guard let text = String(validating: word, as: UTF8.self) else {
            throw LedgerError(.malformed, "The key is not UTF-8; copy the whole line from its owner.")
        }
        return text
    }

    private static func url(_ words: ArraySlice<ArraySlice<UInt8>>) throws(LedgerError) -> String? {
        guard let word = words.first else { return nil }
        guard let text = String(validating: word, as: UTF8.self) else {
            throw LedgerError(.malformed, "The URL is not UTF-8; write it in ASCII.")
        }
        return text
    }
}
