// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// Where a witness is, and by which key its cosignatures are known.
public struct WitnessAddress: Hashable, Sendable {
    /// Its submission prefix, without a slash at its end: `https://witness.example/w1`.
    public let url: String
    /// Its key, from its owner.
    public let key: WitnessVerifier

    /// Names a witness.
    /// - Throws: `LedgerError` `malformed` when this is no address, or as `WitnessVerifier(vkey:)`.
    public init(url: String, vkey: String) throws(LedgerError) {
        key = try WitnessVerifier(vkey: vkey)
        let isReadable =
            url.utf8.allSatisfy { (0x21...0x7E).contains($0) } && !url.utf8.contains { "?#\"<>\\^`{|}".utf8.contains($0) }
        guard isReadable, url.utf8.count <= 2_048,
            ["https://", "http://"].contains(where: { url.hasPrefix($0) && url.utf8.count > $0.utf8.count })
        else {
            throw LedgerError(
                .malformed, "The address of the witness \(key.name) begins with https:// or http:// and has no query; correct it.")
        }
        self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
    }
}

/// By whom a hub has its checkpoints cosigned.
public struct WitnessingConfiguration: Sendable {
    /// The witnesses that are asked.
    public let witnesses: [WitnessAddress]
    /// How many of them are enough.
    public let policy: WitnessPolicy

    /// Gathers the settings.
    public init(witnesses: [WitnessAddress], policy: WitnessPolicy) {
        self.witnesses = witnesses
        self.policy = policy
    }
}
