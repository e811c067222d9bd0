// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Testing

@testable import PostgresStore

extension PostgresTests {
    @Suite("The plans of the PostgreSQL engine")
    struct PlanTests {
        @Test(
            "no table is read from end to end for what the hub asks often",
            arguments: [
                "SELECT idx FROM entries WHERE log = 'a' AND idx >= 1 AND idx < 9 ORDER BY idx",
                "SELECT idx + 1 FROM entries WHERE log = 'a' ORDER BY idx DESC LIMIT 1",
                "SELECT idx FROM entries WHERE log = 'a' AND tag = '\\x00' AND sequence >= 1 AND sequence < 9 ORDER BY sequence",
                "SELECT sequence FROM entries WHERE log = 'a' AND tag = '\\x00' ORDER BY sequence DESC LIMIT 1",
                "SELECT tag FROM entries WHERE log = 'a' AND tag > '\\x00' ORDER BY tag LIMIT 1",
                "SELECT bytes FROM payloads WHERE log = 'a' AND idx = 5",
                "SELECT payloads.idx FROM entries JOIN payloads ON payloads.log = entries.log AND payloads.idx = entries.idx "
                    + "WHERE entries.log = 'a' AND stream = 'b' ORDER BY entries.idx",
                "SELECT id FROM cases WHERE register = 'a' AND phase = 'b' AND updated < 5 ORDER BY updated DESC LIMIT 5",
                "SELECT id FROM cases WHERE register = 'a' AND updated < 5 ORDER BY updated DESC LIMIT 5",
                "SELECT id FROM cases WHERE register = 'a' AND due IS NOT NULL AND due < 5 ORDER BY due LIMIT 5",
                "SELECT case_id FROM subject_runs WHERE run = ANY (ARRAY(SELECT number FROM runs WHERE number > 0)) AND value = 'c'",
                "SELECT value FROM case_subjects WHERE register = 'a' AND case_id = 'b' ORDER BY kind, value",
                "SELECT value FROM subject_runs WHERE run = 1 AND value >= 'c' ORDER BY value LIMIT 1 OFFSET 5",
                "DELETE FROM subject_runs WHERE run = ANY ('{1,2}') AND value >= 'c' AND value <= 'd'",
                "SELECT case_id FROM holds WHERE register = 'a' AND list = 'b' AND subject = 'c'",
                "SELECT subject FROM holds WHERE register = 'a' AND list = 'b' AND case_id = 'c'",
                "SELECT DISTINCT subject FROM holds WHERE register = 'a' AND list = 'b' AND subject > 'c' ORDER BY subject LIMIT 5",
                "SELECT version FROM facts WHERE measure = 'a' AND fact = 'b' AND edge = 'c' AND version > 0 ORDER BY version",
                "SELECT version FROM facts WHERE measure = 'a' AND fact = 'b' AND version >= 1 ORDER BY version, edge LIMIT 5",
                "SELECT 1 FROM snapshots WHERE register = 'a' AND list = 'b' AND entry IS NOT NULL ORDER BY version DESC LIMIT 1",
                "SELECT span FROM readings WHERE register = 'a' AND (started, span) < (9, '\\x00') AND started >= 1 "
                    + "ORDER BY started DESC, span DESC LIMIT 5",
                "SELECT span FROM readings WHERE register = 'a' AND (started, span) < (9, '\\x00') AND started >= 1 "
                    + "AND subject = '\\x01' ORDER BY started DESC, span DESC LIMIT 5",
                "SELECT span FROM readings WHERE register = 'a' AND (started, span) < (9, '\\x00') AND started >= 1 "
                    + "AND party = 'b' ORDER BY started DESC, span DESC LIMIT 5",
                "SELECT started FROM readings WHERE register = 'a' ORDER BY started LIMIT 1",
                "UPDATE readings SET subject = NULL WHERE register = 'a' AND subject = '\\x01'",
                "DELETE FROM readings WHERE register = 'a' AND started < 5",
                "SELECT answer FROM acts WHERE key = 'a'",
                "DELETE FROM acts WHERE at < 5",
                "SELECT log, idx FROM entries WHERE (log, idx) > ('a', 5) ORDER BY log, idx LIMIT 5",
            ])
        func plans(_ sql: String) throws {
            let database = try ScratchDatabase()
            try database.sql(
                (PostgresSchema.payloadPartition(0) + PostgresSchema.readingPartition(0)
                    + PostgresSchema.readingPartition(1)).joined(separator: ";")
            )

            // Tables are empty here, so the server is told not to prefer reading them whole.
            let plan = try database.sql("SET enable_seqscan = off; SET enable_sort = off; EXPLAIN (COSTS OFF) \(sql)")

            #expect(!plan.isEmpty)
            #expect(!plan.contains("Seq Scan"), "\(plan)")
            #expect(!plan.contains("Sort  (") && (!plan.contains("Sort Key") || plan.contains("Merge Append")), "\(plan)")
        }

        @Test(
            "the highest number is found by the end of its index, also by a plan that was made for an empty table",
            arguments: [
                "SELECT idx + 1 FROM entries WHERE log = $1 ORDER BY idx DESC LIMIT 1",
                "SELECT sequence FROM entries WHERE log = $1 AND tag = '\\x00' ORDER BY sequence DESC LIMIT 1",
            ])
        func highest(_ sql: String) throws {
            let plan = try ScratchDatabase().sql(
                """
                SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan; PREPARE asked (text) AS \(sql);
                EXPLAIN (COSTS OFF) EXECUTE asked ('a')
                """)

            #expect(plan.contains("Backward using entries_"), "\(plan)")
            #expect(!plan.contains("Sort") && !plan.contains("Aggregate"), "\(plan)")
        }

        @Test("one value's row is looked for in one partition only, out of sixteen")
        func pruning() throws {
            let database = try ScratchDatabase()

            for sql in [
                "SELECT 1 FROM subject_runs WHERE run = 1 AND value = 'c'", "SELECT 1 FROM acts WHERE key = 'a'",
                "SELECT 1 FROM case_subjects WHERE register = 'a' AND case_id = 'b'",
            ] {
                let plan = try database.sql("SET enable_seqscan = off; EXPLAIN (COSTS OFF) \(sql)")
                #expect(plan.split(separator: "\n").filter { $0.contains("Scan") && $0.contains(" on ") }.count == 1, "\(plan)")
            }
        }
    }
}
