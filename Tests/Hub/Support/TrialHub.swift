// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Hummingbird
import Ledger
import Logging
import SQLiteStore
import ServiceLifecycle
import Store
import Testing

@testable import Hub

/// A whole hub without sockets: its sequencer runs over a real store, and its two doors are called in process.
final class TrialHub: Sendable {
    /// A Monday in working time, when every trial begins.
    static let start = Instant(milliseconds: 1_772_442_000_000)

    let core: HubCore
    let clock: ManualTimekeeper
    let place: TrialPlace
    let openDoor: RouterResponder<HubRequestContext>
    let partyDoor: RouterResponder<HubRequestContext>
    let lockedDoor: RouterResponder<HubRequestContext>

    static let logger = Logger(label: "trial") { _ in SwiftLogNoOpLogHandler() }

    private init(place: TrialPlace, store: any Store, clock: ManualTimekeeper, hub: String, signers: [RegisterName: NoteSigner])
        async throws
    {
        var secrets = HubSecrets.random()
        if let kept = try await store.read({ try $0.setting("secret") }) {
            secrets = HubSecrets(root: kept)
        } else {
            let fresh = secrets.bytes
            try await store.write { try $0.put(setting: "secret", fresh) }
        }
        let signer = try LogSigner(hub: hub, signers: signers)
        let sequencer = try await Sequencer(
            store: store, registers: .all, signer: signer, secrets: secrets, timekeeper: clock, logger: TrialHub.logger,
            signed: try SignedHeads(folder: place.signed)
        )
        core = HubCore(
            store: store, sequencer: sequencer, registers: .all, signer: signer, secrets: secrets, timekeeper: clock,
            authority: try CertificateAuthority.create(name: "Proef-CA", at: TrialHub.start.milliseconds, validDays: 3650),
            logger: TrialHub.logger
        )
        let router = HubRouter(endpoints: core.endpoints)
        let limits = AddressLimits(limits: core.limits, timekeeper: clock, proxies: ["127.0.0.1"])
        let openRouter = router.router(for: .open, guardian: OpenDoor(), limits: limits)
        try PublicPages(core: core, router: router, proxies: ["127.0.0.1"]).add(to: openRouter)
        openDoor = openRouter.buildResponder()
        partyDoor = router.router(for: .parties, guardian: TrialDoor()).buildResponder()
        lockedDoor = router.router(for: .parties, guardian: PartyDoor(board: core.board, timekeeper: clock)).buildResponder()
        self.clock = clock
        self.place = place
    }

    /// Starts a hub, does what the test does with it, and closes it; a second run in the same place is a restart.
    /// - Parameters:
    ///   - place: where it keeps its store; a fresh one when nil.
    ///   - peopled: whether everybody in the cast is registered, when nobody is yet.
    ///   - hub: the name it starts under.
    ///   - signers: the keys it starts with; those of the place when nil.
    ///   - wrap: puts another store around its store.
    @discardableResult
    static func run<Value: Sendable>(
        in place: TrialPlace? = nil, peopled: Bool = true, at clock: ManualTimekeeper = ManualTimekeeper(at: start),
        hub: String = TrialPlace.hub, signers: [RegisterName: NoteSigner]? = nil,
        wrap: (any Store) -> any Store = { $0 }, _ body: (TrialHub) async throws -> Value
    ) async throws -> Value {
        let place = try place ?? TrialPlace()
        let store = try SQLiteStore(path: place.file)
        let trial: TrialHub
        do {
            trial = try await TrialHub(place: place, store: wrap(store), clock: clock, hub: hub, signers: signers ?? place.signers)
        } catch {
            try await store.close()
            throw error
        }
        let group = ServiceGroup(configuration: .init(services: [.init(service: trial.core.sequencer)], logger: logger))
        let running = Task { try await group.run() }
        let result: Result<Value, any Error>
        do {
            if peopled, trial.core.board.registry.parties.isEmpty { try await trial.people() }
            result = .success(try await body(trial))
        } catch {
            result = .failure(error)
        }
        await group.triggerGracefulShutdown()
        _ = await running.result
        try await store.close()
        return try result.get()
    }

    /// Founds the hub and registers the cast with its mandates, in one act each.
    private func people() async throws {
        try await perform("founding") { scope in
            try scope.found(Cast.operatorID, name: "Voorbeeld Knooppunt", fingerprint: "f0", until: TrialHub.start + .days(365))
        }
        try await perform("people") { scope in
            let warrant = try scope.administrator(Cast.admin)
            for (id, name, role, rights) in Cast.all {
                try scope.run(.register(id, name: name, roles: [role]), by: warrant)
                guard !rights.isEmpty else { continue }
                try scope.run(
                    .grant(
                        id, register: .devices, rights: rights, purpose: Cast.purpose, basis: "Voorbeeldwet art. 1",
                        from: scope.now, until: nil
                    ),
                    by: warrant
                )
            }
        }
    }

    /// Submits an act without an answer of its own.
    @discardableResult
    func perform(_ kind: String, _ body: @escaping @Sendable (ActScope) throws -> Void) async throws -> Entered {
        try await core.sequencer.submit(
            Act(kind) { scope in
                try body(scope)
                return [:]
            }
        )
    }

    /// Lets the clock of the hub come by, as it does every second.
    /// - Returns: how many entries it made.
    @discardableResult
    func tick(after span: Span = .zero) async throws -> Int64 {
        clock.advance(by: span)
        let entered = try await core.sequencer.submit(Act("clock") { ["entries": .integer(Int64(try $0.tick().entries))] })
        return try #require(entered.answer["entries"]?.integer)
    }

    /// The number of entries of a log.
    func size(of log: RegisterName = .devices) -> UInt64 { core.board.head(of: log)?.size ?? 0 }
}

/// Establishes that the caller is whoever the test says; without anybody it refuses as the real door does.
private struct TrialDoor: RouterMiddleware {
    typealias Context = HubRequestContext

    func handle(
        _ request: Request, context: HubRequestContext, next: (Request, HubRequestContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.actor = TrialHub.caller
        return try await next(request, context)
    }
}

extension TrialHub {
    /// Who calls in this task.
    @TaskLocal static var caller: Actor?
}
