// SPDX-License-Identifier: EUPL-1.2

import HTTPTypes
import Hummingbird
import Ledger
import Logging
import Metrics
import NIOCore

/// The door of a witness: logs bring checkpoints, monitors take them away. Nothing else is to be had.
struct WitnessDoor: Sendable {
    let book: WitnessBook
    let standing: WitnessStanding
    let logger: Logger
    /// How long a request may take to arrive.
    let readWithin: Duration

    func router(prefix: String) -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self)
        router.post(RouterPath(prefix + "/add-checkpoint")) { request, _ in
            let answer = await add(request)
            Counter(label: "schakel_witness_requests_total", dimensions: [("status", "\(answer.status.code)")]).increment()
            return answer
        }
        router.get(RouterPath(prefix + "/:log/checkpoint")) { _, context in
            guard let record = book.records[context.parameters.get("log") ?? ""], let kept = await record.checkpoint else {
                return WitnessDoor.answer(.notFound, "This witness cosigned no checkpoint of such a log.\n")
            }
            return WitnessDoor.answer(.ok, kept.note.description)
        }
        return router
    }

    private func add(_ request: Request) async -> Response {
        let parsed: AddCheckpointRequest
        do {
            let body = try await RequestBody.collect(request, upTo: AddCheckpointRequest.largest, within: readWithin)
            parsed = try AddCheckpointRequest(parsing: body.readableBytesView)
        } catch let error as LedgerError {
            return Self.answer(.badRequest, error.reason + "\n")
        } catch is NIOTooManyBytesError {
            return Self.answer(.contentTooLarge, "A request has at most \(AddCheckpointRequest.largest) bytes.\n")
        } catch is RequestBody.TooSlow {
            return Self.answer(.requestTimeout, "The request took too long to arrive: send it at once.\n")
        } catch {
            return Self.answer(.badRequest, "The request ended early: send it again.\n")
        }
        guard let record = book.record(of: parsed.claim.origin) else {
            return Self.answer(.notFound, "This witness does not watch the log of this origin.\n")
        }
        do {
            let answer = try await record.add(parsed)
            if answer.cosignature != nil { standing.noteSuccess() }
            return respond(answer, to: parsed)
        } catch let error as WitnessError where error.code == .crowded {
            return Self.answer(.tooManyRequests, error.reason + "\n")
        } catch {
            standing.noteTrouble("\(error)")
            logger.error(
                "A checkpoint could not be kept, so it was not cosigned.",
                metadata: ["log": "\(parsed.claim.origin)", "error": "\(error)"])
            return Self.answer(.internalServerError, "The witness cannot keep the checkpoint: try again later.\n")
        }
    }

    private func respond(_ answer: LogRecord.Answer, to request: AddCheckpointRequest) -> Response {
        let status = HTTPResponse.Status(code: answer.outcome.status)
        let log = request.claim.origin
        switch answer.outcome {
        case .cosign(let checkpoint, _):
            Gauge(label: "schakel_witness_size", dimensions: [("log", log)]).record(Double(checkpoint.size))
            return Self.answer(status, answer.cosignature.map { "\($0)\n" } ?? "")
        case .conflict(let size):
            return Self.answer(status, "\(size)\n", type: "text/x.tlog.size")
        case .unknownLog:
            return Self.answer(status, "This witness does not watch the log of this origin.\n")
        case .malformed(let error), .unsigned(let error):
            return Self.answer(status, error.reason + "\n")
        case .inconsistent(let error):
            logger.error(
                "A log showed what does not follow from what it showed before. Keep this line: it may be evidence.",
                metadata: ["log": "\(log)", "reason": "\(error.reason)", "request": "\(request)"])
            standing.noteInconsistency(of: log)
            return Self.answer(status, error.reason + "\n")
        }
    }

    private static func answer(
        _ status: HTTPResponse.Status, _ text: String, type: String = "text/plain; charset=utf-8"
    ) -> Response {
        Response(
            status: status, headers: [.contentType: type, .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
