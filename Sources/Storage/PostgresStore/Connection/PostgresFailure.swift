// SPDX-License-Identifier: EUPL-1.2

import Store

/// What the server's errors mean for a store. Their texts are not passed on: they may hold stored data.
enum PostgresFailure {
    /// The store's error for an error of the server, by its five characters (PostgreSQL, appendix A).
    static func error(_ sqlState: String) -> StoreError {
        switch sqlState {
        case "53100", "58030":
            StoreError(
                .full,
                "The database cannot be written: its disk is full or faulty (\(sqlState)). Make room; it then goes on by itself.")
        case "40001", "40P01", "55P03":
            StoreError(.busy, "Another session of the database holds what is needed (\(sqlState)): it is tried again.")
        case "57014":
            StoreError(.busy, "The database took too long over a question, or somebody stopped it: it is tried again.")
        case "25006": StoreError(.unreachable, "The database is a standby and cannot be written: give the address of the primary.")
        case "42501":
            StoreError(.unreachable, "The role may not do this in the database: make it the owner of the database or its schema.")
        case "3D000": StoreError(.unreachable, "The database is not there: make it with createdb.")
        case "25P03": StoreError(.unreachable, "The database ended a transaction in which this program did nothing for too long.")
        case "25P02": StoreError(.failed, "The transaction had failed already; nothing was written.")
        case "54000", "54010": StoreError(.failed, "A name or value is too long to be found by: shorten it.")
        case "XX001", "XX002": StoreError(.corrupt, "The database is damaged: restore it from a copy.")
        case _ where ["08", "28"].contains(sqlState.prefix(2)) || sqlState.hasPrefix("57P") || sqlState == "53300":
            StoreError(.unreachable, "The database ended the session (\(sqlState)): check that it runs; it is tried again.")
        case "": lost
        default: StoreError(.failed, "The store failed with PostgreSQL error \(sqlState).")
        }
    }

    /// The connection went away.
    static let lost = StoreError(.unreachable, "The connection to the database was lost: check that it runs; it is tried again.")

    /// The server does not answer.
    static let silent = StoreError(.unreachable, "The database does not answer in time: check that it runs; it is tried again.")

    /// The store was closed.
    static let closed = StoreError(.unreachable, "The store is closed.")

    /// A session could not be begun.
    /// - Parameter message: libpq's own, without password.
    static func connecting(_ message: String) -> StoreError {
        let advice =
            if message.contains("does not exist") && message.contains("database") {
                "make the database with createdb"
            } else if message.contains("password") || message.contains("pg_hba") || message.contains("authentication") {
                "check the user, its password file and pg_hba.conf"
            } else if message.contains("read-only") || message.contains("recovery") {
                "give the address of the primary"
            } else {
                "check that it runs and that the address is right"
            }
        return StoreError(.unreachable, "The database cannot be reached: \(advice) (\(message)).")
    }
}
