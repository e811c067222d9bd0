// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
public import Exchange
import FoundationEssentials
import Ledger
public import Logging
import NIOCore
import NIOPosix
import Operations
public import ServiceLifecycle

/// An edge: it follows a hub, answers its network's checks, and states what is active.
public struct EdgeService: Sendable {
    private let configuration: EdgeConfiguration
    private let lock: FolderLock
    private let hub: HubConnection
    private let store: ReplicaStore
    private let index: DeviceIndex
    private let standing = EdgeStanding()
    private let signer: NoteSigner
    private let machine: FollowMachine
    private let timekeeper: any Timekeeper
    private let logger: Logger
    private let exposition: @Sendable () -> [UInt8]
    private let livePolicy: LivePolicy
    private let legacy: LegacyStanding

    /// Puts an edge together; what it kept from an earlier run is ready to be served at once.
    /// - Parameters:
    ///   - configuration: how it runs.
    ///   - hub: the hub's door for parties.
    ///   - party: the party whose certificate the connection shows.
    ///   - timekeeper: its clock.
    ///   - logger: its log.
    ///   - exposition: its metrics in Prometheus text format.
    /// - Throws: `FolderLock.Failure` when another edge runs on the data folder; that the files there cannot be used.
    public init(
        configuration: EdgeConfiguration, hub: HubConnection, party: PartyID, timekeeper: any Timekeeper = SystemTimekeeper(),
        logger: Logger, exposition: @escaping @Sendable () -> [UInt8]
    ) throws {
        self.configuration = configuration
        self.hub = hub
        self.timekeeper = timekeeper
        self.logger = logger
        self.exposition = exposition
        livePolicy = LivePolicy(configuration.policy)
        legacy = LegacyStanding(configuration.legacy)
        standing.noteImporting(configuration.legacy?.acknowledgement == .import)
        lock = try FolderLock(folder: configuration.dataFolder)
        store = try ReplicaStore(path: configuration.dataFolder + "/replica.sqlite")
        index = DeviceIndex(timekeeper: timekeeper)
        signer = try EdgeKey.key(
            at: configuration.dataFolder + "/edge.key", named: EdgeNode.keyName(party: party, edge: configuration.name)
        )
        var kept = try store.kept()
        if let owed = kept, owed.owesErasure {
            // The last run stopped between deleting and erasing.
            try store.erase()
            kept?.owesErasure = false
        }
        if let kept {
            try index.load(kept, from: store)
            standing.noteKept(kept, active: timekeeper.now())
            logger.info(
                "The edge starts with the list it kept.",
                metadata: ["version": "\(kept.position.version)", "devices": "\(index.count)"])
        }
        machine = FollowMachine(
            from: kept?.position ?? .start, heard: kept?.heard, verifier: try NoteVerifier(vkey: configuration.logKey),
            register: configuration.register,
            list: configuration.list
        )
    }

    /// The services of the edge.
    /// - Parameter ready: called with the ports once both doors are open.
    public func services(ready: @escaping @Sendable (_ service: Int, _ operations: Int) -> Void) -> [any Service] {
        let responder = EquipmentResponder(lookup: index, livePolicy: livePolicy)
        let door = EquipmentDoorService(responder: responder, configuration: configuration, standing: standing)
        let doors = DoorBoard()
        let status = EdgeStatus(
            name: configuration.name, key: signer.vkey, index: index, standing: standing, store: store, policy: livePolicy,
            legacy: legacy, doors: doors)
        let operations = OperationsDoor(
            readiness: { [index, standing] in
                if standing.isDraining { return .notReady("the edge is stopping") }
                return index.freshness == .never ? .notReady("no list was ever received") : .ready
            },
            exposition: { [exposition] in exposition() + responder.counters.snapshot.exposition },
            status: { status.json.canonical() }
        )
        let stop = LegacyService.Stop()
        let desk = LegacyDesk(
            source: store, list: configuration.list, origin: "\(machine.verifier.name)/\(configuration.list)", standing: standing,
            legacy: legacy, timekeeper: timekeeper, logger: logger, mustStop: { stop.isSet })
        // They end from last to first: the service door first, and the operator's door stays to tell how it goes.
        return [
            operations.service(
                host: configuration.operationsHost, port: configuration.operationsPort, logger: logger
            ) { [configuration] port in
                Task {
                    let service = await door.boundPort
                    doors.note([
                        ("operations", "\(configuration.operationsHost):\(port)"),
                        ("service", "\(configuration.serviceHost):\(service)"),
                    ])
                    ready(service, port)
                }
            },
            Follower(
                hub: hub, register: configuration.register, machine: machine, store: store, index: index, standing: standing,
                timekeeper: timekeeper, logger: logger
            ),
            Acknowledger(hub: hub, standing: standing, signer: signer, edge: configuration.name, logger: logger),
            EvidenceReporter(hub: hub, store: store, standing: standing, logger: logger),
            LegacyService(desk: desk, stop: stop),
            door,
        ]
    }

    /// Has a running edge answer by another policy, and serve other registers otherwise. No connection is closed for it.
    /// - Parameters:
    ///   - policy: what is answered from now on where the list says nothing.
    ///   - legacy: how files are made from now on; nil when none are to be made.
    public func reload(policy: AnswerPolicy, legacy: LegacyConfiguration?) {
        livePolicy.value = policy
        self.legacy.configuration = legacy
    }

    /// What this edge holds against its hub, newest first.
    public func evidence() throws -> [EdgeEvidence] { try store.evidence() }

    /// What the edge with this data folder holds against its hub, newest first. The edge may be running.
    /// - Parameter dataFolder: its folder.
    public static func evidence(in dataFolder: String) throws -> [EdgeEvidence] { try ReplicaStore.evidence(in: dataFolder) }
}
