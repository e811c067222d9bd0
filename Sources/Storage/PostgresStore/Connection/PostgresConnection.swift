// SPDX-License-Identifier: EUPL-1.2

import CPostgres
import Store

/// One connection to the server. libpq is called here and in the files beside this one, and nowhere else.
///
///     connecting ──▶ idle ──▶ pipelining ◀──▶ inTransaction ──▶ idle
///          └──────────┴────────────┴───────────────┴──▶ broken
///
/// What is sent is queued and goes out at a boundary; answers are collected when one is wanted. A broken connection stays broken.
final class PostgresConnection {
    /// Where the connection stands.
    enum State: Equatable {
        /// It is being made.
        case connecting
        /// Nothing is under way.
        case idle
        /// A transaction is open and everything sent is answered.
        case inTransaction
        /// Something was sent and not yet answered.
        case pipelining
        /// It went away, and why.
        case broken(StoreError)
    }

    /// A statement that the server refused.
    struct Refused {
        /// Its position among all that was sent.
        let position: Int
        /// What the server says.
        let error: StoreError
    }

    private(set) var state = State.connecting
    let session: Session
    let handle: OpaquePointer
    var pipeline = Pipeline()
    /// Whether the server warned since this was last set to false.
    var hasWarned = false
    /// The partitions of payloads known to be there.
    var partitions: Set<UInt64> = []
    private var names: [Statement: Int] = [:]
    private var lastName = 0
    private var parameters = Parameters()

    /// Connects, and sets the session's limits.
    /// - Throws: `unreachable`, and what can be done.
    init(to address: PostgresAddress, as session: Session) throws(StoreError) {
        self.session = session
        guard let handle = address.connect(for: session.use) else { throw PostgresFailure.lost }
        self.handle = handle
        guard PQstatus(handle) == CONNECTION_OK else {
            throw PostgresFailure.connecting(address.redacted(String(cString: PQerrorMessage(handle))))
        }
        guard PQserverVersion(handle) >= 140_000 else {
            throw StoreError(.unreachable, "The database is older than PostgreSQL 14: update it.")
        }
        PQsetNoticeReceiver(handle, noteNotice, Unmanaged.passUnretained(self).toOpaque())
        guard PQsetnonblocking(handle, 1) == 0 else { throw PostgresFailure.lost }
        state = .idle
        try run(session.preparation)
        guard !session.isPipelined || PQenterPipelineMode(handle) == 1 else { throw PostgresFailure.lost }
    }

    deinit { PQfinish(handle) }

    /// The server's version: `15.18`.
    var version: String {
        let text = PQparameterStatus(handle, "server_version").map { String(cString: $0) } ?? ""
        return text.split(separator: " ").first.map(String.init) ?? "of unknown version"
    }

    /// The number of the server's process for this connection.
    var backend: Int32 { PQbackendPID(handle) }

    /// Whether it can be used for a new transaction. What a broken one was told last is read first.
    var isAlive: Bool {
        if !pipeline.isEmpty { _ = try? collect() }
        for _ in 0..<2 where PQconsumeInput(handle) == 0 || PQstatus(handle) != CONNECTION_OK { return false }
        return state == .idle && PQtransactionStatus(handle) == PQTRANS_IDLE
    }

    /// Gives the connection up.
    /// - Returns: the error to be thrown.
    @discardableResult
    func fail(_ error: StoreError) -> StoreError {
        if case .broken(let first) = state { return first }
        state = .broken(error)
        return error
    }

    /// Throws when the connection is broken.
    func check() throws(StoreError) {
        if case .broken(let error) = state { throw error }
    }

    // MARK: Sending

    /// Queues a statement, which is prepared when it is new here.
    func send(
        _ statement: Statement, as item: Pipeline.Item = .execution, _ bind: (inout Parameters) throws -> Void = { _ in }
    ) throws {
        try check()
        parameters.removeAll()
        try bind(&parameters)
        let name = try name(of: statement)
        let sent = parameters.withPointers { PQsendQueryPrepared(handle, name, $0, $1, $2, $3, 1) }
        try queued(sent, item, bytes: parameters.size + 60)
    }

    /// Queues a statement without parameters that is used once.
    func send(once text: String, as item: Pipeline.Item = .execution) throws(StoreError) {
        try check()
        try queued(PQsendQueryParams(handle, text, 0, nil, nil, nil, nil, 1), item, bytes: text.utf8.count + 60)
    }

    /// Whether a text of the statement queued last may be too long for an index.
    var hasLongText: Bool { parameters.hasLongText }

    /// Marks the end of a piece, and sends what was queued.
    func sendBoundary() throws(StoreError) {
        try check()
        guard PQpipelineSync(handle) == 1 else { throw fail(PostgresFailure.lost) }
        pipeline.sent(.boundary)
        state = .pipelining
    }

    private func queued(_ result: Int32, _ item: Pipeline.Item, bytes: Int) throws(StoreError) {
        guard result == 1 else { throw fail(PostgresFailure.lost) }
        pipeline.sent(item, bytes: bytes)
        state = .pipelining
    }

    private func name(of statement: Statement) throws(StoreError) -> String {
        if let number = names[statement] { return "s\(number)" }
        lastName += 1
        let name = "s\(lastName)"
        let sent = statement.withCString { PQsendPrepare(handle, name, $0, 0, nil) }
        try queued(sent, .preparation(statement), bytes: 500)
        names[statement] = lastName
        return name
    }

    // MARK: Collecting

    /// Collects the answers to all that was sent, up to a boundary that was sent last.
    /// - Returns: the answer to the last question, and the first statement that the server refused.
    /// - Throws: `unreachable` when the connection breaks.
    func collect() throws(StoreError) -> (answer: PostgresResult?, refused: Refused?) {
        try check()
        var answer: PostgresResult?
        var refused: Refused?
        let deadline = ContinuousClock.now + session.patience
        try flush(until: deadline)
        while !pipeline.isEmpty {
            let position = pipeline.position
            guard let item = pipeline.answered(), let result = try nextResult(until: deadline) else {
                throw fail(PostgresFailure.lost)
            }
            if case .boundary = item {
                guard result.status == PGRES_PIPELINE_SYNC else { throw fail(PostgresFailure.lost) }
                continue
            }
            switch result.status {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
                if case .question = item { answer = result }
            case PGRES_PIPELINE_ABORTED:
                if case .preparation(let statement) = item { names[statement] = nil }
            default:
                if case .preparation(let statement) = item { names[statement] = nil }
                let error = PostgresFailure.error(result.sqlState)
                if result.isFatal || PQstatus(handle) != CONNECTION_OK { throw fail(error) }
                if refused == nil { refused = Refused(position: position, error: error) }
            }
            guard try nextResult(until: deadline) == nil else { throw fail(PostgresFailure.lost) }
        }
        state = PQtransactionStatus(handle) == PQTRANS_IDLE ? .idle : .inTransaction
        return (answer, refused)
    }

    /// Runs statements one after another outside the pipeline, and gives the last one's answer in text.
    @discardableResult
    func run(_ text: String) throws(StoreError) -> PostgresResult? {
        try check()
        let deadline = ContinuousClock.now + session.patience
        guard PQsendQuery(handle, text) == 1 else { throw fail(PostgresFailure.lost) }
        try flush(until: deadline)
        var answer: PostgresResult?
        var error: StoreError?
        while let result = try nextResult(until: deadline) {
            if [PGRES_COMMAND_OK, PGRES_TUPLES_OK].contains(result.status) {
                answer = result
            } else {
                error = error ?? PostgresFailure.error(result.sqlState)
                if result.isFatal || PQstatus(handle) != CONNECTION_OK { throw fail(PostgresFailure.error(result.sqlState)) }
            }
        }
        if let error { throw error }
        return answer
    }
}

private func noteNotice(_ context: UnsafeMutableRawPointer?, _ result: OpaquePointer?) {
    guard let context, PQresultErrorField(result, Int32(UInt8(ascii: "V"))).map({ String(cString: $0) }) == "WARNING" else {
        return
    }
    Unmanaged<PostgresConnection>.fromOpaque(context).takeUnretainedValue().hasWarned = true
}
