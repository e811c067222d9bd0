// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import Exchange
import Identifiers
import Ledger
import Logging
import Testing

@testable import Edge

/// An edge that runs against the door of a hostile hub: it follows, keeps and reports as the program does, with shorter waits.
final class HostileTrial: Sendable {
    let door: HostileDoor
    let clock = ManualTimekeeper(at: HostileHub.moment)
    let store: ReplicaStore
    let index: DeviceIndex
    let standing = EdgeStanding()
    let folder: ScratchFolder
    private let connection: HubConnection
    private let tasks: [Task<Void, any Error>]

    /// How long an edge waits in tests in which a hub is slow.
    static let impatient = FollowTiming(
        silence: .milliseconds(700), patience: .milliseconds(1_200), bytesPerSecond: 16 << 10, longestWait: .milliseconds(60))
    /// How long it waits in all others.
    static let patient = FollowTiming(silence: .seconds(8), patience: .seconds(12), longestWait: .milliseconds(60))
    static let limits = FollowLimits(
        event: 200_000, leaves: 300, waiting: 2_000, snapshotBytes: 1 << 20, snapshotSubjects: 10_000)

    /// Starts an edge.
    init(
        trusting hub: HostileHub, timing: FollowTiming = patient, _ behaviour: @escaping HostileDoor.Behaviour
    ) async throws {
        folder = try ScratchFolder()
        door = try await HostileDoor(behaviour)
        store = try ReplicaStore(path: folder.file("replica.sqlite"))
        index = try DeviceIndex(in: folder.path, timekeeper: clock)
        connection = try HubConnection(to: door.address, with: nil)
        let logger = Logger(label: "proef") { _ in SwiftLogNoOpLogHandler() }
        let machine = FollowMachine(
            from: .start, verifier: hub.signer.verifier, register: HostileHub.register, list: HostileHub.list,
            limits: HostileTrial.limits)
        let follower = Follower(
            hub: connection, register: HostileHub.register, machine: machine, store: store, index: index,
            keeper: ListKeeper(store: store, index: index, logger: logger), standing: standing, timekeeper: clock, logger: logger,
            timing: timing)
        let reporter = EvidenceReporter(hub: connection, store: store, standing: standing, logger: logger)
        tasks = [Task { try await follower.run() }, Task { try await reporter.run() }]
    }

    /// Stops the edge and closes the door.
    func end() async throws {
        for task in tasks { task.cancel() }
        for task in tasks { try await task.value }
        await door.close()
        await connection.close()
    }

    /// Waits until something is so; half a minute without it fails the test.
    func wait(_ what: String, until condition: () throws -> Bool) async throws {
        for _ in 0..<6_000 {
            if try condition() { return }
            try await Task.sleep(for: .milliseconds(5))
        }
        Issue.record("\(what) did not come; trouble: \(standing.trouble ?? "none"), version \(index.version)")
        throw CancellationError()
    }

    /// Whether the edge answers checks from exactly the list that the hub had at this size.
    func serves(_ hub: HostileHub, at size: UInt64) throws -> Bool {
        let devices = hub.devices(at: size)
        let all = Set(hub.devices(at: hub.size).keys).union(devices.keys).union(hub.entries.flatMap { $0.changes.map(\.device) })
        for device in all {
            let imei = try #require(IMEI(value: device))
            let expected: EquipmentStatus? = devices[device].map { $0 == "prohibited" ? .prohibited : .tracking }
            guard index.status(of: imei) == expected else { return false }
        }
        guard index.count == devices.count, index.version == hub.version(at: size) else { return false }
        return try store.listed(in: folder.path) == hub.statuses(at: size)
    }

    /// The list's age; nil before the first.
    var age: Int64? {
        if case .list(_, let age) = index.freshness { age } else { nil }
    }

    /// How the edge says it stands.
    var status: JSON { EdgeStatus(name: "rand-1", key: "", index: index, standing: standing, store: store).json }
}
