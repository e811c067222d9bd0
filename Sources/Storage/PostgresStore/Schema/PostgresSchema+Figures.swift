// SPDX-License-Identifier: EUPL-1.2

extension PostgresSchema {
    /// What was counted of entries, and of how many. A hub of the version before enters acts without counting them; then
    /// `figures_counted` stays behind its log, and a hub of this version counts them afterwards.
    static let figures = """
        CREATE TABLE figures (
            register TEXT COLLATE "C" NOT NULL, month TEXT COLLATE "C" NOT NULL, entry TEXT COLLATE "C" NOT NULL,
            kind TEXT COLLATE "C" NOT NULL, region TEXT COLLATE "C" NOT NULL, amount BIGINT NOT NULL,
            PRIMARY KEY (register, month, entry, kind, region)
        ) WITH (fillfactor = 50);
        CREATE TABLE figures_counted (
            register TEXT COLLATE "C" PRIMARY KEY, entries BIGINT NOT NULL
        ) WITH (fillfactor = 10);
        """
}
