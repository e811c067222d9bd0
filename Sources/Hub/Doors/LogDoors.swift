// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Metrics
import Store

/// The logs, under a prefix of their own outside the REST API: the checkpoint for everybody, the held stream for followers.
struct LogDoors {
    let core: HubCore

    /// How often a stream says that nothing is new.
    private static let heartbeatEvery = Duration.seconds(5)

    var endpoints: [Endpoint] { [checkpoint, stream] }

    private var checkpoint: Endpoint {
        Endpoint(
            id: "toonControlepunt", method: .get, path: "/logboek/{logboek}/checkpoint", access: .everybody, tag: "Logboek",
            summary: "Het ondertekende controlepunt van een logboek", parameters: [LogDoors.log],
            answer: .init(status: 200, text: "Een ondertekende notitie (C2SP).", schema: .text(1...10_000), mediaType: "text/plain")
        ) { call in
            let log = try core.log(call)
            return .bytes(200, mediaType: "text/plain; charset=utf-8", Array(core.cosigned(try core.head(of: log), of: log).utf8))
        }
    }

    private var stream: Endpoint {
        Endpoint(
            id: "volgLogboek", method: .get, path: "/logboek/{logboek}/stroom", access: .rights(.comply, .supervise, in: .log),
            tag: "Logboek",
            summary: "Een register volgen: alle bladeren, en de inhoud waarop de deelnemer recht heeft",
            parameters: [
                LogDoors.log,
                .init(
                    name: "vanaf", place: .query, schema: .whole(0...JSON.largestInteger),
                    text: "Hoeveel regels de volger al heeft."),
            ],
            answer: .init(status: 200, text: "Server-sent events.", schema: .text(0...1), mediaType: "text/event-stream")
        ) { call in
            let log = try core.log(call)
            let register = try core.register(log)
            let start = call.query["vanaf"].flatMap(UInt64.init) ?? 0
            let size = core.board.head(of: log)?.size ?? 0
            guard start <= size else {
                throw Refusal.field(
                    "vanaf", "The log has \(size) entries: a follower that has more followed another log.", code: .notNow)
            }
            return .stream(mediaType: "text/event-stream") { write in
                try await follow(log, register: register, from: start, call: call, write: write)
            }
        }
    }

    /// Writes what there is, then waits for more. A slow follower slows only itself: the next frame is read when the last was taken.
    private func follow(
        _ log: RegisterName, register: any Register, from start: UInt64, call: Call, write: @Sendable ([UInt8]) async throws -> Void
    ) async throws {
        let lists = register.policy.lists.keys.sorted().map { list in
            (
                list, core.secrets.tag(of: .list(list, of: log)),
                call.actor.party.map { MeasureID(register: log, list: list, party: $0) }
            )
        }
        let entitled = Dictionary(uniqueKeysWithValues: lists.map { ($0.1, Audience.list($0.0, of: log)) })
        let size = core.board.head(of: log)?.size ?? 0
        try await write(
            StreamFrame.greeting(
                origin: core.signer.origin(of: log), key: core.signer.verifierKey(of: log), lists: lists, size: size))
        var position = start
        var lastBeat = ContinuousClock.now
        func beat(_ head: StoredHead?) async throws {
            try await write(StreamFrame.heartbeat(head, now: try core.signer.freshness(of: log, head, at: core.timekeeper.now())))
            lastBeat = .now
        }
        var asked: Set<SampleID> = []
        func ask() async throws {
            guard let party = call.actor.party else { return }
            for question in try await core.samples.questions(to: party, in: log, size: position)
            where asked.insert(question.id).inserted { try await write(StreamFrame.question(question)) }
        }
        if position == size {
            try await beat(core.board.head(of: log))
            try await ask()
        }
        var upToDate: (at: ContinuousClock.Instant, leaves: UInt64)?
        while !core.board.isClosed, !Task.isCancelled {
            if let (last, leaves) = upToDate { await core.frames.turn(after: last, leaves: leaves) }
            // An ended mandate and a revoked certificate end the stream before anything more is sent.
            try await call.recheck()
            let from = position
            let known = core.board.head(of: log)?.size ?? 0
            if from < known, let frame = try await core.frames.frame(after: from, of: log, size: known, entitledTo: entitled) {
                try await write(frame.bytes)
                position = frame.end
                upToDate = frame.head == nil ? nil : (.now, frame.end - from)
                Counter(label: "schakel_stream_bytes_total").increment(by: frame.bytes.count)
                Counter(label: "schakel_stream_batches_total").increment()
                // A stream that never rests must tell the time too.
                let mustBeat = .now - lastBeat >= LogDoors.heartbeatEvery
                if mustBeat { try await beat(frame.head ?? core.board.head(of: log)) }
                if mustBeat || frame.asks { try await ask() }
                continue
            }
            if await !core.board.grows(log, beyond: position, within: LogDoors.heartbeatEvery) {
                try await beat(core.board.head(of: log))
                try await ask()
            }
        }
    }

    static let log = Endpoint.Parameter(
        name: "logboek", place: .path, schema: .shortText, text: "Het logboek, zoals devices.")
}

extension HeadBoard {
    /// Waits until a log is longer than `size`, but no longer than `limit`.
    /// - Returns: whether it is longer.
    func grows(_ log: RegisterName, beyond size: UInt64, within limit: Duration) async -> Bool {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.wait(for: log, beyond: size) }
            group.addTask { try? await Task.sleep(for: limit) }
            await group.next()
            group.cancelAll()
        }
        return (head(of: log)?.size ?? 0) > size
    }
}
