// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store
import Testing

extension RegisterName {
    /// The log most rules write in.
    static let devices: RegisterName = "devices"
    /// Another log beside it.
    static let content: RegisterName = "content"
}

extension AudienceTag {
    /// The tag of a named audience.
    static func sample(_ name: String) -> AudienceTag { AudienceTag(secret: Array("a secret of the tests".utf8), name: name) }
}

/// An entry with what it commits to.
struct SampleEntry: Sendable {
    let entry: StoredEntry
    let payload: StoredPayload

    /// Makes the entry at an index. Everything in it follows from the arguments.
    init(
        _ index: UInt64, audience: String = "everyone", sequence: UInt64? = nil, stream: String = "parties", payload: [UInt8]? = nil
    ) throws {
        let salt = try #require(Salt(bytes: (0..<32 as Range<UInt64>).map { UInt8(truncatingIfNeeded: $0 &+ index &* 7) }))
        let bytes = payload ?? Array(#"{"index":\#(index)}"#.utf8)
        let leaf = try Leaf(
            register: "devices", kind: "report", time: 1_800_000_000_000 + Int64(index % 1_000_000), audience: .sample(audience),
            sequence: sequence ?? index + 1, commitment: Commitment(salt: salt, payload: bytes)
        )
        entry = StoredEntry(index: index, leaf: leaf, stream: stream)
        self.payload = StoredPayload(index: index, salt: salt, bytes: bytes)
    }
}

extension StoreWriter {
    /// Appends entries to a log.
    func append(_ samples: [SampleEntry], to log: RegisterName = .devices) throws {
        for sample in samples { try append(sample.entry, payload: sample.payload, to: log) }
    }
}
