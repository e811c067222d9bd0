// SPDX-License-Identifier: EUPL-1.2

extension SQLiteSchema {
    /// The log of processing. Lines come in the order of time, so a register's newest are together.
    static let readings = """
        CREATE TABLE readings (
            register TEXT NOT NULL, started INTEGER NOT NULL, span BLOB NOT NULL, trace BLOB NOT NULL, parent BLOB, foreign_span BLOB,
            ended INTEGER NOT NULL, operation TEXT NOT NULL, activity TEXT NOT NULL, subject BLOB, party TEXT NOT NULL, person TEXT,
            role TEXT NOT NULL, mandate INTEGER, purpose TEXT NOT NULL, basis TEXT NOT NULL, PRIMARY KEY (register, started, span)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX readings_by_subject ON readings (register, subject, started, span) WHERE subject IS NOT NULL;
        CREATE INDEX readings_by_party ON readings (register, party, started, span);
        """
}
