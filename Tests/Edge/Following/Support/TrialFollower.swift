// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import Exchange
import Ledger
import Logging
import Testing

@testable import Edge

/// A follower over a door, with all it keeps in a folder.
struct TrialFollower {
    let store: ReplicaStore
    let index: DeviceIndex
    let standing = EdgeStanding()
    let timekeeper: ManualTimekeeper
    private static let logger = Logger(label: "proef") { _ in SwiftLogNoOpLogHandler() }
    private let folder: ScratchFolder
    private let verifier: NoteVerifier

    /// A follower as the program puts one together: from what the folder keeps.
    init(
        in folder: ScratchFolder, trusting hub: HostileHub, timekeeper: ManualTimekeeper = ManualTimekeeper(at: HostileHub.moment)
    ) throws {
        self.folder = folder
        self.timekeeper = timekeeper
        store = try ReplicaStore(path: folder.file("replica.sqlite"))
        let kept = try store.kept()
        index = try DeviceIndex(in: folder.path, holding: store.holding(), kept: kept, timekeeper: timekeeper)
        if let kept {
            standing.noteKept(kept, active: timekeeper.now())
        }
        verifier = hub.signer.verifier
    }

    /// Follows a door until the condition holds, then stops. A minute without it fails the test.
    func follow(_ door: StreamDoor, until condition: @escaping @Sendable (TrialFollower) throws -> Bool) async throws {
        let connection = try HubConnection(to: door.address, with: nil)
        let machine = FollowMachine(
            from: standing.kept?.position ?? .start, heard: standing.kept?.heard, verifier: verifier, register: HostileHub.register,
            list: HostileHub.list)
        let follower = Follower(
            hub: connection, register: HostileHub.register, machine: machine, store: store, index: index,
            keeper: ListKeeper(store: store, index: index, logger: TrialFollower.logger), standing: standing,
            timekeeper: timekeeper, logger: TrialFollower.logger
        )
        let task = Task { try await follower.run() }
        var rounds = 0
        while try !condition(self), rounds < 6_000 {
            rounds += 1
            try await Task.sleep(for: .milliseconds(10))
        }
        task.cancel()
        try await task.value
        await connection.close()
        #expect(rounds < 6_000, "what was waited for did not come; trouble: \(standing.trouble ?? "none")")
    }

    /// The list as it is on disk.
    func kept() throws -> [UInt64: EquipmentStatus] { try store.listed(in: folder.path) }

    /// Whether disk and memory have exactly what the hub had at this size.
    func agrees(with hub: HostileHub, at size: UInt64) throws -> Bool {
        let position = try store.kept()?.position ?? .start
        return try position.range == hub.range(at: size) && position.version == hub.version(at: size)
            && kept() == hub.statuses(at: size) && index.version == hub.version(at: size)
            && index.count == hub.devices(at: size).count
    }
}
