// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Trials

@testable import Edge

/// A small hub that keeps a log and streams it as the real one does. It is honest by itself; an ``Attack`` is what it can be made
/// to do to a follower.
struct HostileHub: Sendable {
    /// One entry of the log: its leaf, what it commits to, and what it does to the list.
    struct Entry: Sendable {
        let leaf: Leaf
        let payload: [UInt8]
        let salt: Salt
        var changes: [(device: UInt64, status: ListStatus?)] = []
    }

    static let register: RegisterName = "devices"
    static let list: ListName = "stolen"
    static let measure = "devices/stolen/oin:00000000000000000000"
    static let origin = "hub.example/devices"
    private static let secret = [UInt8](repeating: 7, count: 32)
    private static let privateText = "PRIVATE+KEY+hub.example/devices+522ea728+ARo7uY23tUA6aMeVea2vlzoMc3ysxDV8I3AZ6QHchunW"

    /// The audience of the list.
    static let audience = AudienceTag(secret: secret, name: "devices/stolen")
    /// Somebody else.
    static let others = AudienceTag(secret: secret, name: "devices/police")

    /// When its entries begin.
    static let moment = Instant(milliseconds: 1_795_230_500_000)

    let signer: NoteSigner
    /// What time it says that it is.
    var now = moment
    /// How much later each entry is than the one before.
    var pace = Span.milliseconds(1)
    /// The texts of its snapshots, by the index of their entry.
    var texts: [UInt64: [UInt8]] = [:]
    private(set) var entries: [Entry] = []
    private var sequences: [AudienceTag: UInt64] = [:]
    private var random = SeededGenerator(seed: 20_311)

    init() throws {
        signer = try NoteSigner(privateText: HostileHub.privateText)
    }

    /// A hub with twelve entries, seven of them versions of the list: L o L L o o L | L o L L o.
    static func sample() throws -> HostileHub {
        var hub = try HostileHub()
        try hub.list([35_209_900_176_148: "prohibited", 35_209_900_176_149: "tracking"])
        try hub.enterForOthers()
        try hub.list([1: "prohibited"])
        try hub.list([35_209_900_176_149: "prohibited"], released: [35_209_900_176_148])
        try hub.enterForOthers()
        try hub.enterForOthers()
        try hub.list([35_209_900_176_148: "greylisted"])
        try hub.list([49_015_420_323_751: "prohibited"])
        try hub.enterForOthers()
        try hub.list([:], released: [1, 35_209_900_176_149])
        try hub.list([99_999_999_999_999: "tracking"])
        try hub.enterForOthers()
        return hub
    }

    var size: UInt64 { UInt64(entries.count) }

    /// The same hub at another time.
    func at(_ now: Instant) -> HostileHub {
        var hub = self
        hub.now = now
        return hub
    }

    /// The log as it was with so many entries.
    func prefix(_ size: Int) -> HostileHub {
        var hub = self
        hub.entries = Array(entries.prefix(size))
        hub.texts = texts.filter { $0.key < UInt64(size) }
        hub.sequences = hub.entries.reduce(into: [:]) { $0[$1.leaf.audience] = $1.leaf.sequence }
        return hub
    }

    /// Enters a version of the list.
    mutating func list(_ statuses: [UInt64: ListStatus], released: [UInt64] = []) throws {
        var listed: [ListStatus: [String]] = [:]
        for (device, status) in statuses.sorted(by: { $0.key < $1.key }) {
            listed[status, default: []].append(HostileHub.digits(device))
        }
        let listing = Listing(list: HostileHub.list, listed: listed, released: released.map(HostileHub.digits))
        try enter(listing.json.canonical())
        entries[entries.count - 1].changes = statuses.map { ($0.key, $0.value) } + released.map { ($0, nil) }
    }

    /// Enters something the follower is not entitled to.
    mutating func enterForOthers() throws {
        try enter(JSON.object(["nummer": .integer(Int64(size))]).canonical(), for: HostileHub.others, kind: "case.reported")
    }

    /// Enters anything.
    /// - Parameter skipping: how many sequence numbers are left out; negative to use one again.
    mutating func enter(
        _ payload: [UInt8], for audience: AudienceTag = audience, kind: String = "list.changed", register: String = "devices",
        skipping: Int64 = 0
    ) throws {
        let salt = try random.salt()
        let sequence = UInt64(Int64(sequences[audience] ?? 0) + 1 + skipping)
        sequences[audience] = sequence
        let leaf = try Leaf(
            register: register, kind: kind, time: (HostileHub.moment + pace * Int(size)).milliseconds, audience: audience,
            sequence: sequence,
            commitment: Commitment(salt: salt, payload: payload)
        )
        entries.append(Entry(leaf: leaf, payload: payload, salt: salt))
    }

    /// The fourteen digits of a device.
    static func digits(_ device: UInt64) -> String {
        let digits = String(device)
        return String(repeating: "0", count: 14 - digits.count) + digits
    }
}

// What an honest follower must arrive at.
extension HostileHub {
    /// The tree of the first entries.
    func range(at size: UInt64) -> CompactRange {
        var range = CompactRange()
        for entry in entries.prefix(Int(size)) { range.append(entry.leaf.hash) }
        return range
    }

    /// The list's version after the first entries.
    func version(at size: UInt64) -> UInt64 {
        UInt64(entries.prefix(Int(size)).count { $0.leaf.audience == HostileHub.audience })
    }

    /// The list after the first entries.
    func devices(at size: UInt64) -> [UInt64: ListStatus] {
        var devices: [UInt64: ListStatus] = [:]
        for entry in entries.prefix(Int(size)) {
            for (device, status) in entry.changes { devices[device] = status }
        }
        return devices
    }
}
