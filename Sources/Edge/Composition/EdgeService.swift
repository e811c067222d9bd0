// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
public import Exchange
import FoundationEssentials
import Ledger
public import Logging
import NIOCore
import NIOPosix
import Operations
import Segments
public import ServiceLifecycle

/// An edge: it follows a hub, answers its network's checks, and states what is active.
public struct EdgeService: Sendable {
    private let configuration: EdgeConfiguration
    private let lock: FolderLock
    private let hub: HubConnection
    private let store: ReplicaStore
    private let hits: HitStore
    private let index: DeviceIndex
    private let keeper: ListKeeper
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
        hits = try HitStore(path: configuration.dataFolder + "/hits.sqlite")
        signer = try EdgeKey.key(
            at: configuration.dataFolder + "/edge.key", named: EdgeNode.keyName(party: party, edge: configuration.name)
        )
        let (opened, kept) = try EdgeService.open(store, in: configuration.dataFolder, timekeeper: timekeeper, logger: logger)
        index = opened
        keeper = ListKeeper(store: store, index: index, logger: logger)
        if var kept {
            if kept.owesErasure {
                // The last run stopped between deleting and erasing.
                try keeper.erase()
                kept.owesErasure = false
            }
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

    /// Opens the list that was kept. A list whose file is missing or damaged is forgotten: the hub has it, and answers from half a list
    /// would be wrong.
    private static func open(_ store: ReplicaStore, in folder: String, timekeeper: any Timekeeper, logger: Logger) throws
        -> (DeviceIndex, ReplicaStore.Kept?)
    {
        let kept = try store.kept()
        do {
            return (try DeviceIndex(in: folder, holding: store.holding(), kept: kept, timekeeper: timekeeper), kept)
        } catch let error as SegmentError where error.code != .unreadable && error.code != .unwritable {
            logger.error("The list on disk cannot be used; it is fetched anew from the hub.", metadata: ["error": "\(error)"])
            try store.forgetList()
            return (try DeviceIndex(in: folder, timekeeper: timekeeper), nil)
        }
    }

    /// The services of the edge.
    /// - Parameter ready: called with the ports once all doors are open; the last is that of Diameter, where it is spoken.
    public func services(
        ready: @escaping @Sendable (_ service: Int, _ operations: Int, _ diameter: Int?) -> Void
    ) throws -> [any Service] {
        let recorder = HitRecorder(policy: configuration.hits, timekeeper: timekeeper)
        let responder = EquipmentResponder(lookup: index, livePolicy: livePolicy, hits: recorder)
        let options = configuration.service
        let door = EquipmentDoorService(responder: responder, configuration: configuration, standing: standing)
        let doors = DoorBoard()
        let diameter = configuration.diameter.map { options in
            DiameterDoorService(
                server: DiameterServer(
                    responder: EquipmentResponder(lookup: index, livePolicy: livePolicy, hits: recorder), node: options.node,
                    policy: options.policy, tls: options.tls, limits: options.limits,
                    group: DoorLoops.group, logger: logger),
                host: options.host, port: options.port)
        }
        let registration = options.registration.map { _ in RegistrationStanding() }
        let status = EdgeStatus(
            name: configuration.name, key: signer.vkey, index: index, standing: standing, store: store, hits: hits,
            registration: registration, policy: livePolicy, legacy: legacy, doors: doors)
        let operations = OperationsDoor(
            readiness: { [index, standing] in
                if standing.isDraining { return .notReady("the edge is stopping") }
                return index.freshness == .never ? .notReady("no list was ever received") : .ready
            },
            exposition: { [exposition] in
                exposition() + responder.counters.snapshot.exposition + door.exposition + (options.gate?.exposition ?? [])
                    + (registration?.exposition ?? []) + (diameter?.server.exposition ?? [])
            },
            status: { status.json.canonical() }
        )
        let stop = LegacyService.Stop()
        let desk = LegacyDesk(
            source: ServedList(index: index), list: configuration.list,
            origin: "\(machine.verifier.name)/\(configuration.list)",
            standing: standing, legacy: legacy, timekeeper: timekeeper, logger: logger, mustStop: { stop.isSet })
        let answerer = SampleAnswerer(
            responder: EquipmentResponder(lookup: index, livePolicy: livePolicy), signer: signer, timekeeper: timekeeper,
            logger: logger)
        // They end from last to first: the service door first, and the operator's door stays to tell how it goes.
        return [
            operations.service(
                host: configuration.operationsHost, port: configuration.operationsPort, logger: logger
            ) { [configuration] port in
                Task {
                    let service = await door.boundPort
                    let peers = await diameter?.boundPort
                    doors.note(
                        [
                            ("operations", "\(configuration.operationsHost):\(port)"),
                            ("service", "\(configuration.serviceHost):\(service)"),
                        ] + (peers.map { [("diameter", "\(configuration.diameter?.host ?? ""):\($0)")] } ?? []))
                    ready(service, port, peers)
                }
            },
            Follower(
                hub: hub, register: configuration.register, machine: machine, store: store, index: index, keeper: keeper,
                standing: standing, timekeeper: timekeeper, logger: logger, answerer: answerer
            ),
            SampleSender(hub: hub, answerer: answerer, logger: logger),
            Acknowledger(hub: hub, standing: standing, signer: signer, edge: configuration.name, logger: logger),
            EvidenceReporter(hub: hub, store: store, standing: standing, logger: logger),
            HitService(
                hub: hub, register: configuration.register, edge: configuration.name, recorder: recorder, store: hits,
                index: index, standing: standing, logger: logger
            ),
            LegacyService(desk: desk, stop: stop),
            door,
        ] + (diameter.map { [$0] } ?? []) + doorServices(door, standing: registration)
    }

    /// What keeps the service door in keys and makes it known. The registrar comes last, so that it takes its leave first.
    private func doorServices(_ door: EquipmentDoorService, standing: RegistrationStanding?) -> [any Service] {
        let options = configuration.service
        var services: [any Service] = []
        if let gate = options.gate, let source = options.keySource {
            services.append(
                IssuerKeysFetcher(address: source.address, gate: gate, tls: source.tls, interval: source.interval, logger: logger))
        }
        if let registration = options.registration, let standing {
            let answersAlways = configuration.policy.unsynchronised == .permitted
            services.append(
                RepositoryRegistrar(
                    addresses: registration.addresses, client: registration.client, standing: standing, logger: logger,
                    isReady: { [index] in answersAlways || index.freshness != .never },
                    profile: { registration.profile(await door.boundPort) }))
        }
        return services
    }

    /// Has a running edge answer by another policy, and serve other registers otherwise. No connection is closed for it.
    /// - Parameters:
    ///   - policy: what is answered from now on where the list says nothing.
    ///   - legacy: how files are made from now on; nil when none are to be made.
    public func reload(policy: AnswerPolicy, legacy: LegacyConfiguration?) {
        livePolicy.value = policy
        self.legacy.configuration = legacy
    }

    /// Takes over the certificates, keys and authorities of the doors' options, which were read again: new connections get these, and
    /// access tokens are verified anew. Nothing else of the options matters, and no door begins or stops to speak TLS.
    public func renew(service: ServiceOptions, diameter: DiameterOptions?) {
        if let tls = service.tls { configuration.service.tls?.adopt(tls) }
        if let gate = service.gate, service.keySource == nil { configuration.service.gate?.adopt(gate) }
        if let tls = diameter?.tls { configuration.diameter?.tls?.adopt(tls) }
    }

    /// What this edge holds against its hub, newest first.
    public func evidence() throws -> [EdgeEvidence] { try store.evidence() }

    /// What the edge with this data folder holds against its hub, newest first. The edge may be running.
    /// - Parameter dataFolder: its folder.
    public static func evidence(in dataFolder: String) throws -> [EdgeEvidence] { try ReplicaStore.evidence(in: dataFolder) }

    /// How many hits wait in this data folder, and what became of the others. The edge may be running.
    /// - Parameter dataFolder: its folder.
    public static func hits(in dataFolder: String) throws -> HitSummary { try HitStore.summary(in: dataFolder) }
}
