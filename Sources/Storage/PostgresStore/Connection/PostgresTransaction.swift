// SPDX-License-Identifier: EUPL-1.2

import Store

/// A transaction under way on a connection: what is queued, its parts, and what went wrong.
///
/// What is only written is queued; the server's refusals show when something is read, when a part ends in which a refusal is to be
/// expected, or at the commit. A refusal in a part is undone with that part; any other spoils the transaction.
final class PostgresTransaction {
    /// How a commit ended.
    enum Ending {
        /// What was written is there.
        case committed
        /// Nothing was written.
        case refused(StoreError)
        /// The connection broke after the commit was sent: only the server knows.
        case unknown(StoreError)
    }

    /// A part as far as it has come. Its savepoint is set when something is first written in it.
    private struct Part {
        var start: Int?
        var isRisky = false
    }

    /// So many answers may be outstanding before they are collected.
    private static let mostOutstanding = 4_096

    let connection: PostgresConnection
    private var parts: [Part] = []
    private var refused: PostgresConnection.Refused?
    /// Whether something was written.
    private(set) var hasWritten = false

    init(_ connection: PostgresConnection) { self.connection = connection }

    /// Begins.
    func begin(_ statement: Statement) throws { try connection.send(statement) }

    /// Queues a statement that writes.
    /// - Parameter isRisky: whether the server may refuse it, so that the part it is in has to wait for the answer.
    func write(_ statement: Statement, isRisky: Bool = false, _ bind: (inout Parameters) throws -> Void = { _ in }) throws {
        try openParts()
        try connection.send(statement, bind)
        try afterWriting(isRisky: isRisky || connection.hasLongText)
    }

    /// Queues a statement that writes, has no parameters and is used once.
    func write(once text: String) throws {
        try openParts()
        try connection.send(once: text)
        try afterWriting(isRisky: true)
    }

    /// Sends what is queued and a question, and waits for its answer.
    func ask(_ statement: Statement, writes: Bool = false, _ bind: (inout Parameters) throws -> Void) throws -> PostgresResult {
        try check()
        if writes { try openParts() }
        try connection.send(statement, as: .question, bind)
        if writes { hasWritten = true }
        guard let answer = try settle() else { throw connection.fail(PostgresFailure.lost) }
        return answer
    }

    /// Runs a part that is undone as a whole when it throws.
    func part<Result>(_ body: () throws -> Result) throws -> Result {
        try check()
        parts.append(Part())
        let result: Result
        do {
            result = try body()
            if parts.last?.isRisky == true { _ = try settle() }
            try check()
        } catch {
            undoPart()
            throw error
        }
        if parts.removeLast().start != nil { try connection.send("RELEASE SAVEPOINT part") }
        return result
    }

    /// Waits until the server has answered all that was sent.
    /// - Throws: the first refusal.
    @discardableResult
    func settle() throws -> PostgresResult? {
        try connection.sendBoundary()
        let (answer, refused) = try connection.collect()
        if self.refused == nil { self.refused = refused }
        try check()
        return answer
    }

    /// Ends the transaction and keeps what was written.
    func commit() throws -> Ending {
        try check()
        guard hasWritten else {
            try connection.send("COMMIT")
            try settle()
            return .committed
        }
        connection.hasWarned = false
        do {
            try connection.send("COMMIT", as: .question)
            try connection.sendBoundary()
            let (answer, refused) = try connection.collect()
            if let error = self.refused?.error ?? refused?.error { return .refused(error) }
            guard let answer, answer.tag == "COMMIT" else { return .refused(PostgresFailure.error("25P02")) }
            return connection.hasWarned ? .unknown(PostgresFailure.lost) : .committed
        } catch let error as StoreError {
            return .unknown(error)
        }
    }

    /// Ends the transaction without keeping anything. The answer is collected later.
    func finish(_ statement: Statement) {
        do {
            try connection.sendBoundary()
            try connection.send(statement)
            try connection.sendBoundary()
        } catch {
            return
        }
    }

    private func check() throws {
        try connection.check()
        if let refused { throw refused.error }
    }

    private func openParts() throws {
        try check()
        for index in parts.indices where parts[index].start == nil {
            parts[index].start = connection.pipeline.end
            try connection.send("SAVEPOINT part")
        }
    }

    private func afterWriting(isRisky: Bool) throws {
        hasWritten = true
        if isRisky, !parts.isEmpty { parts[parts.count - 1].isRisky = true }
        guard connection.pipeline.wantsBoundary else { return }
        try connection.sendBoundary()
        if connection.pipeline.count >= PostgresTransaction.mostOutstanding {
            try settle()
        } else {
            try connection.flush(until: .now + connection.session.patience)
        }
    }

    /// Undoes the innermost part. When what was refused lies before it, the transaction is spoiled and nothing is left to be
    /// undone.
    private func undoPart() {
        guard let start = parts.removeLast().start else { return }
        if refused == nil, case .broken = connection.state { return }
        if refused == nil { _ = try? settle() }
        if let refused {
            guard refused.position >= start else { return }
            self.refused = nil
        }
        try? connection.send("ROLLBACK TO SAVEPOINT part")
        try? connection.send("RELEASE SAVEPOINT part")
    }
}
