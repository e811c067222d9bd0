// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Logging
import Metrics
import ServiceLifecycle

/// Keeps an edge's list equal to the hub's: follows the stream, applies what is verified, and begins anew after any failure. An
/// edge that has nothing, or that is told that what it misses was erased, asks for the newest snapshot first.
struct Follower: Service {
    let hub: HubConnection
    let register: RegisterName
    let machine: FollowMachine
    let store: ReplicaStore
    let index: DeviceIndex
    let keeper: ListKeeper
    let standing: EdgeStanding
    let timekeeper: any Timekeeper
    let logger: Logger
    var timing = FollowTiming()
    /// Answers the hub's samples; nil for a follower that answers nothing.
    var answerer: SampleAnswerer?

    /// What one run remembers from one stream to the next.
    private struct Course {
        var wait: Backoff
        /// The version that was erased before the edge had it; nil when none was.
        var erased: UInt64?
        /// After a snapshot that could not be taken the stream has its turn.
        var streamHasTurn = false
        var lastTouch = Instant.epoch
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var machine = machine
            var course = Course(wait: Backoff(longest: timing.longestWait))
            while !Task.isCancelled {
                do {
                    try await startCold(&machine, &course)
                    try await follow(&machine, &course)
                    logger.info("The hub ended the stream; it is begun anew.")
                } catch let fault as FollowFault {
                    if fault.code == .erased { course.erased = fault.missing.map(\.version).min() }
                    report(fault, at: machine.position)
                } catch is CancellationError {
                    break
                } catch let failure as HubFailure {
                    standing.noteTrouble("\(failure)", code: failure.code)
                    warn(failure)
                } catch {
                    standing.noteTrouble("\(error)", code: "local")
                    warn(error)
                }
                standing.noteConnection(false)
                machine.reset(to: standing.kept?.position ?? .start)
                try? await Task.sleep(for: course.wait.next())
            }
        }
    }

    private func warn(_ error: any Error) {
        logger.warning("The hub cannot be followed; the edge goes on with the list it has.", metadata: ["error": "\(error)"])
    }

    /// Takes the newest snapshot, when that is needed and the hub has one.
    private func startCold(_ machine: inout FollowMachine, _ course: inout Course) async throws {
        if let erased = course.erased, erased <= machine.position.version { course.erased = nil }
        guard !course.streamHasTurn, let wanted = course.erased ?? (machine.position.range.size == 0 ? 0 : nil) else {
            course.streamHasTurn = false
            return
        }
        course.streamHasTurn = true
        let start = ColdStart(
            hub: hub, verifier: machine.verifier, register: register, list: machine.list, folder: store.folder,
            limits: machine.limits, timing: timing)
        let received = try await start.fetch(after: machine.position, wanted: wanted)
        course.streamHasTurn = false
        guard let received else { return }
        try take(received, heard: machine.freshness.newest)
        machine.advance(to: received.offer.position)
        course.erased = nil
    }

    private func follow(_ machine: inout FollowMachine, _ course: inout Course) async throws {
        do {
            try await hub.follow(
                "/logboek/\(register)/stroom?vanaf=\(machine.position.range.size)", silence: timing.silence,
                patience: timing.patience, limit: machine.limits.event
            ) { event, watch in
                try receive(event, &machine, &course, watch)
            }
        } catch let error as EventStreamParser.TooLarge {
            throw FollowFault(.tooMuch, error.description)
        } catch let failure as HubFailure where failure.code == "too-slow" {
            throw FollowFault(
                .tooOld, "The hub sends, but for \(timing.patience) showed nothing that is of now: it is frozen, or slowed down.")
        } catch let failure as HubFailure where failure.status == 409 {
            throw FollowFault(.rollback, "The hub says that its log is shorter than what it signed before: \(failure.detail)")
        }
    }

    private func receive(
        _ event: ServerSentEvent, _ machine: inout FollowMachine, _ course: inout Course, _ watch: StreamWatch
    ) throws {
        if event.name == "question" {
            // It is answered here, between two batches, so that all of it is by one version.
            answerer?.take(event, of: machine.list, greeting: machine.greeting)
            return
        }
        let arrived = timekeeper.now()
        let taken = machine.taken
        let action = try machine.receive(event, at: arrived)
        watch.credit(timing.credit(for: machine.taken - taken))
        guard let action else {
            if event.name == "hello", let greeting = machine.greeting {
                standing.noteMeasure(greeting.measure, origin: greeting.origin)
            }
            return
        }
        course.wait.reset()
        standing.noteConnection(true)
        switch action {
        case .apply(let batch):
            if Freshness.isPresent(batch.written, at: arrived) { watch.satisfied() }
            try apply(batch, heard: machine.freshness.newest, arrived: arrived)
        case .upToDate(let moment):
            watch.satisfied()
            try confirm(min(moment, arrived), heard: machine.freshness.newest, arrived: arrived, &course.lastTouch)
        }
    }
}
