// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Logging
import Metrics
import PrivateChecks
import Store

/// Has what private checks of a list are answered from, at the newest version and under the key of now.
///
/// It is worked on beside everything else, one piece of work for each epoch at a time. Meanwhile the former version answers and says
/// which it is; before the first is ready nothing does.
actor PrivateCheckDesk {
    /// How long before an epoch its table is begun.
    private static let lead: Int64 = 3 * 86_400_000
    /// How often a table that changes is kept on disk.
    private static let keepEvery = Duration.seconds(600)
    /// How long work that failed is left.
    private static let pause = Duration.seconds(2)

    private let build: PrivateCheckBuild
    private let shelf: PrivateCheckShelf
    private let board: HeadBoard
    private let secret: [UInt8]
    private let origin: String
    private let timekeeper: any Timekeeper
    private let logger: Logger

    private struct Place {
        var edition: PrivateCheckEdition?
        /// The size of the log that it takes into account.
        var size: UInt64?
        var work: Task<Void, Never>?
        /// When the work began.
        var began: ContinuousClock.Instant?
        var failed: ContinuousClock.Instant?
        var kept: (version: UInt64, at: ContinuousClock.Instant)?
    }

    private var places: [CheckEpoch: Place] = [:]
    private var isStopped = false

    init(
        of list: ListName, in register: RegisterName, store: any Store, board: HeadBoard, secrets: HubSecrets, origin: String,
        timekeeper: any Timekeeper, logger: Logger, folder: String?
    ) {
        let tag = secrets.tag(of: .list(list, of: register))
        build = PrivateCheckBuild(register: register, list: list, tag: tag, store: store)
        shelf = PrivateCheckShelf(folder: folder, register: register, list: list, tag: tag, store: store)
        self.board = board
        secret = secrets.privateCheckSecret
        self.origin = origin
        self.timekeeper = timekeeper
        self.logger = logger
    }

    private var now: CheckEpoch { CheckEpoch(at: timekeeper.now().milliseconds) }
    private var logSize: UInt64 { board.head(of: build.register)?.size ?? 0 }

    /// The edition of now, at the newest version when that can be had within the time given. When work has lasted longer already,
    /// as after a consignment, nobody waits for it.
    /// - Throws: 503 `not-ready` when there is none yet.
    func edition(within patience: Duration) async throws -> PrivateCheckEdition {
        let (epoch, size, deadline) = (now, logSize, ContinuousClock.now + patience)
        while true {
            if let place = places[epoch], let edition = place.edition, let known = place.size, known >= size { return edition }
            work(on: epoch)
            let isLong = places[epoch]?.began.map { .now - $0 > patience } ?? false
            guard ContinuousClock.now < deadline, !isLong || places[epoch]?.edition == nil else { break }
            try await Task.sleep(for: .milliseconds(5))
        }
        guard let edition = places[epoch]?.edition else { throw Problem.notReady }
        return edition
    }

    /// The statement that is signed of the key of an epoch.
    nonisolated func statement(of edition: PrivateCheckEdition) -> KeyStatement {
        KeyStatement(origin: origin, list: build.list.rawValue, epoch: edition.epoch, key: edition.key.publicKey)
    }

    /// Begins what is to be done: the newest version, and the next epoch when it is near.
    func keepUp() {
        let epoch = now
        work(on: epoch)
        if epoch.end - timekeeper.now().milliseconds < PrivateCheckDesk.lead { work(on: epoch.next) }
        for (former, place) in places where former < epoch {
            place.work?.cancel()
            places[former] = nil
        }
    }

    /// Ends all work, and keeps what there is.
    func stop() async {
        isStopped = true
        for place in places.values {
            place.work?.cancel()
            await place.work?.value
        }
        for epoch in places.keys { await keep(epoch, atOnce: true) }
    }

    /// Waits until no work is under way.
    func rest() async {
        while let work = places.values.compactMap(\.work).first { await work.value }
    }

    /// The epochs of which something is kept.
    var epochs: [CheckEpoch] { places.keys.sorted() }

    private func work(on epoch: CheckEpoch) {
        var place = places[epoch] ?? Place()
        guard !isStopped, place.work == nil, place.size.map({ $0 < logSize }) ?? true,
            place.failed.map({ .now - $0 > PrivateCheckDesk.pause }) ?? true
        else { return }
        place.began = .now
        place.work = Task(priority: .utility) { await self.bring(epoch) }
        places[epoch] = place
    }

    private func bring(_ epoch: CheckEpoch) async {
        let (former, size) = (places[epoch]?.edition, logSize)
        do {
            let edition = try await newest(of: epoch, from: former)
            places[epoch]?.edition = edition
            places[epoch]?.size = size
            places[epoch]?.failed = nil
            await keep(epoch, atOnce: former == nil)
        } catch {
            places[epoch]?.failed = .now
            if !(error is CancellationError) {
                logger.warning("The table of private checks could not be made; it is tried again.", metadata: ["error": "\(error)"])
            }
        }
        places[epoch]?.work = nil
        places[epoch]?.began = nil
    }

    private func newest(of epoch: CheckEpoch, from former: PrivateCheckEdition?) async throws -> PrivateCheckEdition {
        let key =
            try former?.key
            ?? CheckKey(secret: secret, origin: origin, list: build.list.rawValue, epoch: epoch)
        var known = former
        if known == nil { known = try await shelf.edition(of: epoch, key: key) }
        if let known {
            do { return try await build.brought(known) } catch is PrivateCheckBuild.Lost {}
        }
        let begin = ContinuousClock.now
        let edition = try await build.whole(epoch: epoch, key: key)
        let took = ContinuousClock.now - begin
        Gauge(label: "schakel_private_check_table_seconds").record(took / .seconds(1))
        logger.info(
            "The table of private checks was made.",
            metadata: [
                "epoch": "\(epoch.number)", "version": "\(edition.version)", "subjects": "\(edition.table.count)",
                "milliseconds": "\(took / .milliseconds(1))",
            ])
        return edition
    }

    /// Keeps a table on disk; one that is kept often is kept again after a while only.
    private func keep(_ epoch: CheckEpoch, atOnce: Bool) async {
        guard let place = places[epoch], let edition = place.edition, edition.version != place.kept?.version else { return }
        guard atOnce || place.kept.map({ .now - $0.at > PrivateCheckDesk.keepEvery }) ?? true else { return }
        do {
            try await shelf.keep(edition)
            shelf.forget(before: now)
            places[epoch]?.kept = (edition.version, .now)
        } catch {
            logger.warning("The table of private checks cannot be kept on disk.", metadata: ["error": "\(error)"])
        }
    }
}

extension Problem {
    /// The table is not there yet.
    static var notReady: Problem {
        var problem = Problem(
            status: 503, code: "not-ready", title: "Not ready",
            detail: "The hub is still preparing the list for private checks: try again in 10 s.")
        problem.retryAfter = 10
        return problem
    }
}
