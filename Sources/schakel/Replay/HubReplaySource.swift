// SPDX-License-Identifier: EUPL-1.2

import Edge
import Exchange
import Ledger

/// The log at a hub, as it streams it to a party that may follow it.
struct HubReplaySource: ReplaySource {
    private let hub: HubConnection

    /// How long the hub may be silent.
    private static let silence = Duration.seconds(15)
    private static let limits = JSONLimits(bytes: 48 << 20, depth: 16)
    private static let mostSnapshot: UInt64 = 8 << 30

    init(_ hub: HubConnection) { self.hub = hub }

    /// Everything was read.
    private struct Read: Error {
        let checkpoint: String
    }

    func read(
        _ list: ListName, of register: RegisterName, begin: (AudienceTag?, UInt64) async throws -> Void,
        take: (LedgerReplay.Entry) async throws -> Void
    ) async throws -> String {
        var audience: AudienceTag?
        do {
            try await hub.follow("/logboek/\(register)/stroom?vanaf=0", silence: HubReplaySource.silence) { event in
                guard event.name == "hello" || event.name == "batch" || event.name == "heartbeat" else { return }
                let data = try JSON(parsing: event.data, limits: HubReplaySource.limits)
                switch event.name {
                case "hello":
                    let entry = data["lists"]?.array?.first { $0["list"]?.string == list.rawValue }
                    guard let tag = entry?["tag"]?.string.flatMap({ AudienceTag(hex: $0) }) else {
                        throw ReplayFault(.absent, "The register \(register) of this hub has no list \(list).")
                    }
                    audience = tag
                    try await begin(tag, UInt64(max(0, data["size"]?.integer ?? 0)))
                case "batch":
                    for entry in try HubReplaySource.entries(of: data, for: audience) { try await take(entry) }
                    if let note = data["checkpoint"]?.string { throw Read(checkpoint: note) }
                default: if let note = data["checkpoint"]?.string { throw Read(checkpoint: note) }
                }
            }
        } catch let read as Read {
            return read.checkpoint
        }
        throw ReplayFault(.absent, "The hub ended its stream before the end of the log: try again.")
    }

    private static func entries(of batch: JSON, for audience: AudienceTag?) throws -> [LedgerReplay.Entry] {
        let first = batch["from"]?.integer ?? 0
        return try (batch["leaves"]?.array ?? []).enumerated().map { offset, element in
            guard let bytes = element.string.flatMap({ Base64.decode($0) }), let leaf = try? Leaf(decoding: bytes),
                leaf.encode() == bytes
            else { throw ReplayFault(.malformed, "Entry \(first + Int64(offset)) of the log cannot be read.") }
            guard leaf.audience == audience, let given = batch["payloads"]?["\(first + Int64(offset))"] else { return (leaf, nil) }
            guard let payload = given["payload"]?.string.flatMap({ Base64.decode($0) }),
                let salt = given["salt"]?.string.flatMap({ Salt(base64: $0) })
            else { throw ReplayFault(.malformed, "The content of entry \(first + Int64(offset)) cannot be read.") }
            return (leaf, LedgerReplay.Opening(salt: salt, payload: payload))
        }
    }

    func snapshot(of list: ListName, in register: RegisterName) async throws -> (version: UInt64, text: [UInt8])? {
        let path = "/logboek/\(register)/momentopname/\(list)"
        guard let offer = try await offer("\(path)?vanaf=0") else { return nil }
        guard let payload = offer["payload"]?.string.flatMap({ Base64.decode($0) }), let json = try? JSON(parsing: payload),
            let entry = try? SnapshotEntry(json: json)
        else { throw ReplayFault(.malformed, "The hub's offer of a snapshot cannot be read.") }
        var text: [UInt8] = []
        try await hub.download(
            "\(path)/inhoud?versie=\(entry.version)", most: min(entry.bytes, HubReplaySource.mostSnapshot),
            silence: HubReplaySource.silence, patience: .seconds(60), bytesPerSecond: 10_000
        ) { text += $0 }
        return (entry.version, text)
    }

    /// The hub's offer of a snapshot; nil when it has none.
    private func offer(_ path: String) async throws -> JSON? {
        do {
            return try await hub.get(path)
        } catch {
            guard error.status == 404 else { throw error }
            return nil
        }
    }

    func close() async { await hub.close() }
}
