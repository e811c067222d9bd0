// SPDX-License-Identifier: EUPL-1.2

extension SQLiteSchema {
    /// What was counted of entries, and of how many.
    static let figures = """
        CREATE TABLE figures (
            register TEXT NOT NULL, month TEXT NOT NULL, entry TEXT NOT NULL, kind TEXT NOT NULL, region TEXT NOT NULL,
            amount INTEGER NOT NULL, PRIMARY KEY (register, month, entry, kind, region)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE figures_counted (register TEXT PRIMARY KEY, entries INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        """
}
