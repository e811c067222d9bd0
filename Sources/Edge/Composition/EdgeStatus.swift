// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// How an edge stands, for the operator's door.
struct EdgeStatus: Sendable {
    let name: String
    let key: String
    let index: DeviceIndex
    let standing: EdgeStanding
    let store: ReplicaStore
    var hits: HitStore?
    var registration: RegistrationStanding?
    var policy = LivePolicy(AnswerPolicy())
    var legacy = LegacyStanding(nil)
    var doors = DoorBoard()

    /// How many pieces of evidence are shown; `schakel edge evidence` shows all.
    private static let mostEvidence = 20

    /// The whole standing.
    var json: JSON {
        var age: Int64?
        if case .list(_, let milliseconds) = index.freshness { age = milliseconds }
        let missing = standing.missing
        let evidence = (try? store.evidence(most: EdgeStatus.mostEvidence)) ?? []
        let staleAfter = policy.value.staleAfter
        let isComplete = age != nil && missing.isEmpty
        let members: [(String, JSON?)] = [
            ("edge", .string(name)), ("key", .string(key)), ("version", .integer(Int64(clamping: index.version))),
            ("devices", .integer(Int64(index.count))), ("ageMilliseconds", age.map { .integer($0) }),
            ("connected", .bool(standing.isConnected)), ("trouble", standing.trouble.map { .string($0) }),
            ("troubleCode", standing.troubleCode.map { .string($0) }), ("lastFault", standing.fault.map(EdgeStatus.json)),
            ("complete", .bool(isComplete)), ("missing", .array(missing.map(\.json))),
            ("evidence", .array(evidence.map(\.json))), ("registration", registration?.json),
            ("hits", (try? hits?.summary())?.json),
            ("evidence", .array(evidence.map(\.json))), ("fresh", .bool(age.map { $0 <= staleAfter } ?? false)),
            ("staleAfterMilliseconds", .integer(staleAfter)), ("stated", standing.stated.map { .integer(Int64($0)) }),
            ("distributionStopped", standing.stopped.map { .string($0.description) }),
            ("stopping", .bool(standing.isDraining)), ("doors", doors.json), ("files", legacy.json),
        ]
        return .object(JSONObject(members))
    }

    private static func json(_ fault: EdgeStanding.Fault) -> JSON {
        ["at": .string(fault.at.description), "code": .string(fault.fault.code.rawValue), "reason": .string(fault.fault.reason)]
    }
}
