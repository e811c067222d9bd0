// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Store

extension PostgresLane {
    /// Claims or renews the lease, by the server's clock.
    ///
    /// A write under the lease keeps its row locked until it is committed, so a takeover waits for the commit under way. A holder
    /// that hangs in the middle of one is cut off: by the server after two seconds, or here when its lease has ended.
    func lease(_ claim: LeaseClaim) throws -> StoreLease {
        do {
            return try attempt(claim)
        } catch let error as StoreError where error.code == .busy {
            guard try cutOff(claim) else { throw error }
            return try attempt(claim)
        }
    }

    /// Gives the lease up, if it is the claimant's.
    func release(_ claim: LeaseClaim) throws {
        _ = try only("UPDATE lease SET holder = '', address = '', until = '-infinity' WHERE holder = $1") {
            try $0.text(claim.holder)
        }
    }

    private func attempt(_ claim: LeaseClaim) throws -> StoreLease {
        let taken = try only(
            """
            UPDATE lease SET holder = $1, address = $2, epoch = CASE WHEN holder = $1 THEN epoch ELSE epoch + 1 END,
                until = clock_timestamp() + $3::bigint * interval '1 millisecond'
            WHERE holder = $1 OR until < clock_timestamp() RETURNING holder, address, epoch
            """
        ) {
            try $0.text(claim.holder)
            try $0.text(claim.address)
            $0.integer(claim.term.milliseconds)
        }
        let answer = try taken.count > 0 ? taken : only("SELECT holder, address, epoch FROM lease") { _ in }
        guard answer.count > 0 else {
            throw StoreError(.corrupt, "The row of the lease is gone: restore the store from a copy.")
        }
        return StoreLease(holder: answer[0].text(0), address: answer[0].text(1), epoch: try answer[0].number(2))
    }

    /// Ends the session that keeps the lease's row locked though its lease has ended.
    /// - Returns: whether there was one.
    private func cutOff(_ claim: LeaseClaim) throws -> Bool {
        let answer = try only(
            """
            SELECT pg_terminate_backend(pid, 1000) FROM lease JOIN pg_locks ON transactionid = lease.xmax AND granted
            WHERE until < clock_timestamp() AND holder <> $1
            """
        ) { try $0.text(claim.holder) }
        return answer.count > 0
    }

    /// Runs one statement in a transaction of its own.
    private func only(_ statement: Statement, _ bind: (inout Parameters) throws -> Void) throws -> PostgresResult {
        let transaction = PostgresTransaction(try ready())
        return try transaction.ask(statement, bind)
    }
}
