// SPDX-License-Identifier: EUPL-1.2

import Logging
import Testing

@testable import Operations

@Suite("Flat metadata")
struct FlatMetadataTests {
    private func flat(_ metadata: Logger.Metadata) -> [String: String] {
        Dictionary(uniqueKeysWithValues: FlatMetadata(metadata).entries.map { ($0.key, $0.value) })
    }

    @Test("maps and arrays become dotted keys")
    func flattened() {
        let metadata: Logger.Metadata = [
            "peer": ["host": "10.0.0.1", "port": .stringConvertible(80)],
            "versions": ["1", ["a": "2"]],
        ]

        #expect(flat(metadata) == ["peer.host": "10.0.0.1", "peer.port": "80", "versions.0": "1", "versions.1.a": "2"])
    }

    @Test("entries come sorted by key")
    func sorted() {
        let entries = FlatMetadata(["b": "1", "a": ["z": "2", "y": "3"], "c": "4"]).entries

        #expect(entries.map(\.key) == ["a.y", "a.z", "b", "c"])
    }

    @Test("a forbidden key hides everything below it, wherever it stands")
    func redacted() {
        let metadata: Logger.Metadata = [
            "imei": "353490069873319",
            "reporter": ["email": "a@example.nl", "role": "citizen"],
            "subject": ["kind": "IMEI", "value": "353490069873319"],
            "rows": [["msisdn": "31612345678"], ["row": "2"]],
        ]

        #expect(
            flat(metadata) == [
                "imei": "[redacted]", "reporter.email": "[redacted]", "reporter.role": "citizen", "subject": "[redacted]",
                "rows.0.msisdn": "[redacted]", "rows.1.row": "2",
            ])
    }

    @Test("metadata cannot pose as a field of the line", arguments: FlatMetadata.ownKeys.sorted())
    func ownKeys(key: String) {
        #expect(flat([key: "x"]) == ["metadata.\(key)": "x"])
    }

    @Test("entries beyond the bound are left out and said to be")
    func entryBound() {
        let many = FlatMetadata(["list": .array((0..<100_000).map { .string(String($0)) })])
        let few = FlatMetadata(["list": ["a", "b"]])

        #expect(many.entries.count == FlatMetadata.entryLimit)
        #expect(many.isTruncated)
        #expect(!few.isTruncated)
    }

    @Test("nesting beyond the bound is left out and said to be")
    func depthBound() {
        var value: Logger.MetadataValue = "deep"
        for _ in 0..<50 { value = ["a": value] }

        let metadata = FlatMetadata(["top": value, "other": "kept"])

        #expect(metadata.entries.map(\.key) == ["other"])
        #expect(metadata.isTruncated)
    }

    @Test("keys beyond the bound are cut")
    func keyBound() {
        let metadata = FlatMetadata([String(repeating: "x", count: 1000): "1"])

        #expect(metadata.entries.first?.key.count == FlatMetadata.keyLimit)
    }
}
