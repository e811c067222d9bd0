// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Identifiers
import Ledger
import Testing

@testable import Edge

/// A follower without network or disk: the machine, and the list that its actions make.
struct TrialEdge {
    private(set) var machine: FollowMachine
    private(set) var applied: FollowPosition
    private(set) var devices: [UInt64: ListStatus] = [:]
    /// How often the hub showed that nothing is new.
    private(set) var confirmations = 0
    /// The last batch that was applied.
    private(set) var last: VerifiedBatch?
    /// How many batches were applied.
    private(set) var batches = 0

    init(
        trusting hub: HostileHub, from position: FollowPosition = .start, limits: FollowLimits = .init()
    ) {
        machine = FollowMachine(
            from: position, verifier: hub.signer.verifier, register: HostileHub.register, list: HostileHub.list, limits: limits
        )
        applied = position
    }

    /// An edge that followed this hub to its end.
    static func following(_ hub: HostileHub) throws -> TrialEdge {
        var edge = TrialEdge(trusting: hub)
        try edge.follow(hub.stream(from: 0))
        return edge
    }

    /// Takes a stream in; after a fault it stands where it stood before the batch that was at fault.
    mutating func follow(_ bytes: [UInt8], at now: Instant = HostileHub.moment) throws {
        var parser = EventStreamParser()
        machine.reset(to: applied)
        do {
            for event in try parser.read(bytes) { try take(event, at: now) }
        } catch {
            machine.reset(to: applied)
            throw error
        }
    }

    mutating func take(_ event: ServerSentEvent, at now: Instant = HostileHub.moment) throws {
        switch try machine.receive(event, at: now) {
        case .apply(let batch):
            for change in try DeviceChange.changes(in: batch.listings) { devices[change.imei.value] = change.status }
            applied = batch.position
            last = batch
            batches += 1
        case .upToDate: confirmations += 1
        case nil: break
        }
    }

    /// Whether it has exactly what the hub had when the log was as long as the edge followed it.
    func agrees(with hub: HostileHub) -> Bool {
        let size = applied.range.size
        return size <= hub.size && applied.range == hub.range(at: size) && applied.version == hub.version(at: size)
            && devices == hub.devices(at: size) && machine.position == applied
    }
}

/// The code of the fault that a stream leads to, or nil when there is none. Another kind of error fails the test.
func fault(_ act: () throws -> Void) -> FollowFault.Code? {
    do {
        try act()
    } catch let fault as FollowFault {
        return fault.code
    } catch {
        Issue.record(error)
    }
    return nil
}
