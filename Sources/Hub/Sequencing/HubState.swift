// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// What the sequencer keeps in memory between batches: everything it needs to decide without reading it anew. All of it is derived from the store.
struct HubState: Sendable {
    /// Parties, mandates, certificates, edges.
    var registry = Registry()
    /// The logs, opened for appending.
    var logs: [RegisterName: OpenLog] = [:]
    /// The case numbers drawn in this second.
    let drawn = DrawnNumbers()
    /// Of how many entries of each register the figures tell.
    var counted: [RegisterName: UInt64] = [:]
    /// The measures that were laid.
    var measures: [MeasureID: Measure] = [:]

    /// Reads the state out of a store: start and recovery are this one path.
    init(reading reader: any StoreReader, registers: RegisterSet) throws {
        for log in [.parties] + registers.names {
            logs[log] = try OpenLog(log, reading: reader)
        }
        registry = try HubState.registry(reading: reader)
        for register in registers.names {
            counted[register] = try reader.counted(in: register)
            for measure in try reader.measures(in: register) { measures[measure.id] = measure }
        }
    }

    /// Parties, mandates, certificates and edges, as the log of parties tells them.
    static func registry(reading reader: any StoreReader) throws -> Registry {
        var registry = Registry()
        let size = try reader.head(of: .parties)?.size ?? 0
        let leaves = try reader.entries(of: .parties, in: 0..<size).map(\.leaf)
        for payload in try reader.payloads(of: .parties, stream: PartyStream.name) {
            guard payload.index < leaves.count,
                leaves[Int(payload.index)].commitment.opens(salt: payload.salt, payload: payload.bytes)
            else {
                throw StoreError(.corrupt, "An entry about parties is not what the log commits to: restore the store from a copy.")
            }
            registry.apply(try PartyEvent(json: JSON(parsing: payload.bytes, limits: .payload)))
        }
        return registry
    }

    /// The heads of all logs.
    static func heads(reading reader: any StoreReader, registers: RegisterSet) throws -> [RegisterName: StoredHead] {
        var heads: [RegisterName: StoredHead] = [:]
        for log in [.parties] + registers.names { heads[log] = try reader.head(of: log) }
        return heads
    }
}

/// The stream of the log of parties: there is one.
enum PartyStream {
    static let name = "parties"
}

/// One log opened for appending.
struct OpenLog: Sendable {
    /// The tree with its right edge.
    var tree: MerkleTree
    /// The time of the last entry.
    var time: Instant
    /// The last sequence number per audience.
    var sequences: [AudienceTag: UInt64]
    /// The signed checkpoint of the last batch; nil before the first.
    var checkpoint: String?

    init(_ log: RegisterName, reading reader: any StoreReader) throws {
        let head = try reader.head(of: log)
        tree = try reader.tree(of: log)
        time = head?.time ?? Instant(milliseconds: 0)
        sequences = try reader.sequences(of: log)
        checkpoint = head?.checkpoint
    }
}

extension JSONLimits {
    /// The bounds of a payload: a listing of two hundred thousand subjects fits.
    static let payload = JSONLimits(bytes: 16 << 20, depth: 32)
}
