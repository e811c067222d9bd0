// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Logging
import Metrics
import ServiceLifecycle

/// Keeps an edge's list equal to the hub's: follows the stream, applies what is verified, and begins anew after any failure.
struct Follower: Service {
    let hub: HubConnection
    let register: RegisterName
    let machine: FollowMachine
    let store: ReplicaStore
    let index: DeviceIndex
    let standing: EdgeStanding
    let timekeeper: any Timekeeper
    let logger: Logger

    /// How long a stream may be quiet before it is begun anew: three heartbeats.
    private static let silence = Duration.seconds(15)
    /// How often at most a heartbeat is written to disk.
    private static let touchEvery: Span = .seconds(30)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var machine = machine
            var wait = Backoff()
            while !Task.isCancelled {
                do {
                    try await follow(&machine, &wait)
                    logger.info("The hub ended the stream; it is begun anew.")
                } catch let fault as FollowFault {
                    report(fault, at: machine.position)
                } catch is CancellationError {
                    break
                } catch {
                    standing.noteTrouble("\(error)")
                    logger.warning(
                        "The hub cannot be followed; the edge goes on with the list it has.", metadata: ["error": "\(error)"])
                }
                standing.noteConnection(false)
                machine.reset(to: standing.kept?.position ?? .start)
                try? await Task.sleep(for: wait.next())
            }
        }
    }

    private func follow(_ machine: inout FollowMachine, _ wait: inout Backoff) async throws {
        var lastTouch = Instant(milliseconds: 0)
        try await hub.follow("/logboek/\(register)/stroom?vanaf=\(machine.position.range.size)", silence: Follower.silence) {
            event in
            let arrived = timekeeper.now()
            guard let action = try machine.receive(event) else {
                if event.name == "hello", let greeting = machine.greeting {
                    standing.noteMeasure(greeting.measure, origin: greeting.origin)
                }
                return
            }
            wait.reset()
            standing.noteConnection(true)
            switch action {
            case .apply(let listings, let position):
                try apply(listings, position, arrived: arrived)
            case .upToDate:
                index.touch(arrived)
                guard arrived - lastTouch > Follower.touchEvery, let kept = standing.kept else { return }
                lastTouch = arrived
                var touched = kept
                touched.verifiedAt = arrived
                try store.touch(touched)
                standing.noteKept(touched, active: nil)
            }
        }
    }

    /// Delivered: it arrived and holds. Accepted: it is on disk. Carried out: it is what checks are answered from.
    private func apply(_ listings: [Listing], _ position: FollowPosition, arrived: Instant) throws {
        let changes = try DeviceChange.changes(in: listings)
        let isNew = standing.kept?.position.version != position.version
        var kept = ReplicaStore.Kept(
            position: position, verifiedAt: arrived, delivered: isNew ? arrived : standing.kept?.delivered ?? arrived,
            accepted: isNew ? timekeeper.now() : standing.kept?.accepted ?? arrived
        )
        try store.apply(changes, kept: kept)
        if isNew { kept.accepted = timekeeper.now() }
        index.apply(changes, version: position.version, verifiedAt: arrived)
        standing.noteKept(kept, active: isNew ? timekeeper.now() : nil)
        Gauge(label: "schakel_edge_list_version").record(Int64(position.version))
        Gauge(label: "schakel_edge_list_devices").record(Int64(index.count))
        guard isNew else { return }
        logger.info(
            "A new version of the list is active.", metadata: ["version": "\(position.version)", "changes": "\(changes.count)"])
    }

    private func report(_ fault: FollowFault, at position: FollowPosition) {
        Counter(label: "schakel_edge_faults_total", dimensions: [("code", fault.code.rawValue)]).increment()
        standing.noteTrouble(fault.description)
        keepEvidence(of: fault, at: position)
        logger.error(
            "What the hub sent is refused; the edge goes on with the last good list.",
            metadata: ["code": "\(fault.code.rawValue)", "reason": "\(fault.reason)", "size": "\(position.range.size)"]
        )
    }

    private func keepEvidence(of fault: FollowFault, at position: FollowPosition) {
        guard let theirs = fault.evidence else { return }
        do {
            try store.keepEvidence(fault.code, ours: position.checkpoint, theirs: theirs, at: timekeeper.now())
        } catch {
            logger.error(
                "The evidence cannot be kept: copy the hub's checkpoint from this line.",
                metadata: ["error": "\(error)", "theirs": "\(theirs)"]
            )
        }
    }
}
