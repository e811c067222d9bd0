// SPDX-License-Identifier: EUPL-1.2

/// What a connection is used for, and what the server is told to allow it.
struct Session: Sendable {
    /// The use, as it shows in `pg_stat_activity`.
    let use: String
    /// The server's own limits, set at the beginning.
    let settings: [String: String]
    /// How long an answer is waited for, before the connection is given up.
    let patience: Duration
    /// Whether statements are sent on before earlier ones are answered.
    let isPipelined: Bool

    /// The connection that writes. A hub that hangs in the middle of a transaction frees its locks within two seconds.
    static let writer = Session(
        use: "writer",
        settings: [
            "statement_timeout": "30s", "lock_timeout": "5s", "idle_in_transaction_session_timeout": "2s",
            // Of subjects the server has no statistics, and it would rather read all than the next few of a run.
            "enable_seqscan": "off",
        ],
        patience: .seconds(40), isPipelined: true
    )

    /// A connection on which the outcome of a commit is asked for. It is a writer's too, with less patience.
    static let asker = Session(
        use: "asker", settings: writer.settings.merging(["lock_timeout": "4s"]) { $1 }, patience: .seconds(5), isPipelined: true)

    /// A connection that reads.
    static let reader = Session(
        use: "reader",
        settings: [
            "statement_timeout": "30s", "lock_timeout": "10s", "idle_in_transaction_session_timeout": "60s",
            // A statement is planned once, perhaps for a table that is small yet, and asked again when it is large.
            "enable_seqscan": "off",
        ],
        patience: .seconds(40), isPipelined: true
    )

    /// The connection of the lease. It waits for a commit under way, and not long for a holder that hangs.
    static let lease = Session(
        use: "lease",
        settings: ["statement_timeout": "5s", "lock_timeout": "1500ms", "idle_in_transaction_session_timeout": "2s"],
        patience: .seconds(10), isPipelined: true
    )

    /// The connection on which the server tells of changes.
    static let listener = Session(use: "listener", settings: [:], patience: .seconds(10), isPipelined: false)

    /// The connection that rewrites tables. Waiting for a lock it makes others wait behind it, so it does that shortly.
    static let scrubber = Session(
        use: "scrubber", settings: ["statement_timeout": "0", "lock_timeout": "300ms"], patience: .seconds(3600), isPipelined: false
    )

    /// The connection that makes or changes the tables.
    static let migrator = Session(
        use: "migrator", settings: ["statement_timeout": "0", "lock_timeout": "500ms"], patience: .seconds(600), isPipelined: false
    )

    /// The statements that set the limits.
    var preparation: String {
        (["jit": "off"].merging(settings) { $1 }).sorted { $0.key < $1.key }.map { "SET \($0.key) = '\($0.value)';" }.joined()
    }
}
