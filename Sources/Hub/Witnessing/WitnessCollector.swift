// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Logging
import Metrics
import ServiceLifecycle
import Store

/// Has the newest checkpoint of each log cosigned by the witnesses. Nothing else ever waits for them: a witness that is down
/// weakens proof, it never holds up an act.
struct WitnessCollector: Service {
    let configuration: WitnessingConfiguration
    let logs: [RegisterName]
    let heads: HeadBoard
    let board: CosignatureBoard
    let store: any Store
    let timekeeper: any Timekeeper
    let logger: Logger
    /// How long a witness may take to answer.
    var timeout = Duration.seconds(5)

    private enum Event: Sendable {
        case look
        case answer(WitnessMachine.Question, WitnessMeaning)
    }

    func run() async throws {
        let client = WitnessClient(timeout: timeout)
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                for log in logs { group.addTask { await follow(log, through: client) } }
            }
        }
        await client.close()
        // The board closes before the services are asked to end: this one waits for that.
        try? await gracefulShutdown()
    }

    private func follow(_ log: RegisterName, through client: WitnessClient) async {
        var machine = WitnessMachine(witnesses: configuration.witnesses.map(\.key), policy: configuration.policy)
        let (events, feed) = AsyncStream.makeStream(of: Event.self)
        await withDiscardingTaskGroup { group in
            group.addTask {
                var size: UInt64 = 0
                while !heads.isClosed, !Task.isCancelled {
                    await heads.wait(for: log, beyond: size)
                    size = heads.head(of: log)?.size ?? size
                    feed.yield(.look)
                }
                feed.finish()
            }
            var alarm: ContinuousClock.Instant?
            for await event in events {
                if case .answer(let question, let meaning) = event { take(meaning, to: question, of: log, into: &machine) }
                if let head = heads.head(of: log), head.size > machine.newest?.size ?? 0,
                    let note = try? SignedNote(parsing: head.checkpoint)
                {
                    machine.grew(to: WitnessMachine.Head(size: head.size, note: note))
                }
                let now = ContinuousClock.now
                let (questions, wake) = machine.next(at: now)
                for question in questions {
                    group.addTask { feed.yield(.answer(question, await ask(question, about: log, through: client))) }
                }
                // An alarm that is too early does no harm; one that is too late would.
                if let wake, alarm.map({ $0 <= now || wake < $0 }) ?? true {
                    alarm = wake
                    group.addTask {
                        try? await Task.sleep(until: wake, clock: .continuous)
                        feed.yield(.look)
                    }
                }
                show(machine, of: log)
            }
            group.cancelAll()
        }
    }

    private func ask(
        _ question: WitnessMachine.Question, about log: RegisterName, through client: WitnessClient
    ) async -> WitnessMeaning {
        let address = configuration.witnesses[question.witness]
        let request: AddCheckpointRequest
        do {
            let path = question.old == 0 ? [] : try await path(question, of: log)
            request = try AddCheckpointRequest(oldSize: question.old, proof: path, note: question.head.note)
        } catch {
            return .failed(WitnessFailure("proof", "The proof for it cannot be made (\(error)): check the store."))
        }
        let reply = await client.ask(address.url, request.bytes)
        let now = UInt64(max(0, timekeeper.now().milliseconds / 1000))
        return WitnessMeaning(reply, to: question.head.note, from: address.key, at: now)
    }

    private func path(_ question: WitnessMachine.Question, of log: RegisterName) async throws -> [Digest] {
        try await store.read { reader in
            try reader.tree(of: log).consistencyPath(
                from: question.old, to: question.head.size, reading: LogTiles(reader, log: log))
        }
    }

    private func take(
        _ meaning: WitnessMeaning, to question: WitnessMachine.Question, of log: RegisterName, into machine: inout WitnessMachine
    ) {
        let witness = configuration.witnesses[question.witness].key
        if case .cosigned(let signature, _) = meaning {
            board.add(signature, by: witness, to: question.head, of: log)
            if machine.seats[question.witness].trouble != nil {
                logger.info("A witness cosigns again.", metadata: ["log": "\(log)", "witness": "\(witness.name)"])
            }
        }
        let trouble = machine.answered(question, meaning, at: .now)
        if let failure = machine.seats[question.witness].trouble {
            Counter(
                label: "schakel_cosigning_failures_total",
                dimensions: [("code", failure.code), ("log", "\(log)"), ("witness", witness.name)]
            ).increment()
        }
        guard let trouble else { return }
        logger.log(
            level: trouble.isAlarming ? .error : .warning, "A witness does not cosign; the hub goes on without it.",
            metadata: ["log": "\(log)", "witness": "\(witness.name)", "code": "\(trouble.code)", "reason": "\(trouble.text)"])
    }

    private func show(_ machine: WitnessMachine, of log: RegisterName) {
        let standings = machine.seats.enumerated().map { place, seat in
            CosignerStanding(
                log: log, name: seat.key.name, size: seat.cosigned?.size, time: seat.cosigned?.time, lag: machine.lag(of: place),
                trouble: seat.trouble)
        }
        board.show(standings, of: log)
        for standing in standings {
            Gauge(label: "schakel_cosigning_lag_entries", dimensions: [("log", "\(log)"), ("witness", standing.name)])
                .record(Double(standing.lag))
        }
    }
}
