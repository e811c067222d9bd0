// SPDX-License-Identifier: EUPL-1.2

extension PostgresSchema {
    /// How long a partition of the log of processing is, in milliseconds: thirty days. Erasing rewrites whole partitions.
    static let readingsPerPartition: Int64 = 30 * 86_400_000

    /// The log of processing. Its partitions are made when the first line of their days comes.
    static let readings = """
        CREATE TABLE readings (
            register TEXT COLLATE "C" NOT NULL, started BIGINT NOT NULL, span BYTEA NOT NULL, trace BYTEA NOT NULL, parent BYTEA,
            foreign_span BYTEA, ended BIGINT NOT NULL, operation TEXT COLLATE "C" NOT NULL, activity TEXT COLLATE "C" NOT NULL,
            subject BYTEA, party TEXT COLLATE "C" NOT NULL, person TEXT COLLATE "C", role TEXT COLLATE "C" NOT NULL, mandate BIGINT,
            purpose TEXT COLLATE "C" NOT NULL, basis TEXT COLLATE "C" NOT NULL, PRIMARY KEY (register, started, span)
        ) PARTITION BY RANGE (started);
        CREATE INDEX readings_by_subject ON readings (register, subject, started, span) WHERE subject IS NOT NULL;
        CREATE INDEX readings_by_party ON readings (register, party, started, span);
        ALTER TABLE readings ALTER subject SET STATISTICS 0, ALTER person SET STATISTICS 0;
        """

    /// The statements that make the partition for lines of this number.
    static func readingPartition(_ number: Int64) -> [String] {
        let name = "readings_\(number)"
        let start = number * readingsPerPartition
        return [
            "CREATE TABLE IF NOT EXISTS \(name) (LIKE readings INCLUDING ALL)",
            "ALTER TABLE \(name) ALTER subject SET STATISTICS 0, ALTER person SET STATISTICS 0",
            "ALTER TABLE readings ATTACH PARTITION \(name) FOR VALUES FROM (\(start)) TO (\(start + readingsPerPartition))",
        ]
    }
}
