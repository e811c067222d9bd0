// SPDX-License-Identifier: EUPL-1.2

public import Exchange
public import Ledger

/// How an edge's hits stand, in numbers. It names no device.
public struct HitSummary: Hashable, Sendable {
    /// How many wait for the hub, by the status of the device on the list.
    public var waiting: [String: Int] = [:]
    /// When the oldest of them was seen; nil when none waits.
    public var oldest: Instant?
    /// How many the hub settled since the edge began, by what became of them.
    public var sent: [String: Int] = [:]
    /// How many were given up since the edge began, by why: `overflow`, `room`, `released`, `off`.
    public var dropped: [String: Int] = [:]

    /// How many wait in all.
    public var waitingCount: Int { waiting.values.reduce(0, +) }

    /// For programs.
    public var json: JSON {
        .object(
            JSONObject([
                ("waiting", HitSummary.json(waiting)), ("oldest", oldest.map { .string($0.description) }),
                ("sent", HitSummary.json(sent)), ("dropped", HitSummary.json(dropped)),
            ]))
    }

    private static func json(_ counts: [String: Int]) -> JSON {
        .object(JSONObject(counts.sorted { $0.key < $1.key }.map { ($0.key, .integer(Int64($0.value))) }))
    }
}
