// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Foundation
import Store
import Testing

@testable import PostgresStore

extension PostgresTests {
    @Suite("A PostgreSQL store whose line is cut at a commit")
    struct CommitTests {
        @Test("a commit that arrived before the line was cut is a success, though no answer came", arguments: 0..<5)
        func arrived(_ round: Int) async throws {
            let database = try ScratchDatabase()
            let proxy = try CuttingProxy(to: database.server)
            defer { proxy.close() }
            let store = try PostgresStore(url: proxy.url(database.name))
            try await store.write { try $0.put(setting: "before", [1]) }
            proxy.arm(.after)

            let result = try await store.write { writer in
                for number in 0..<round * 50 { try writer.put(setting: "\(number)", [1]) }
                try writer.put(setting: "a", [1])
                return round
            }

            #expect(proxy.hasCut)
            #expect(result == round)
            #expect(try database.sql("SELECT count(*) FROM settings") == "\(round * 50 + 2)")
            try await store.write { try $0.put(setting: "after", [1]) }
            #expect(try await store.read { try $0.setting("after") } == [1])
        }

        @Test("a commit that did not arrive is unreachable, says that nothing was written, and that is so")
        func lost() async throws {
            let database = try ScratchDatabase()
            let proxy = try CuttingProxy(to: database.server)
            defer { proxy.close() }
            let store = try PostgresStore(url: proxy.url(database.name))
            try await store.write { try $0.put(setting: "a", [1]) }
            proxy.arm(.before)

            let error = await #expect(throws: StoreError.self) { try await store.write { try $0.put(setting: "a", [2]) } }

            #expect(proxy.hasCut)
            #expect(error?.code == .unreachable)
            #expect(error?.reason.contains("Nothing was written") == true)
            #expect(try await store.read { try $0.setting("a") } == [1])
            try await store.write { try $0.put(setting: "a", [3]) }
            #expect(try await store.read { try $0.setting("a") } == [3])
        }

        @Test(
            "a server killed between the commit and its answer: what is said of the outcome is true",
            arguments: [CuttingProxy.Cut.before, .after])
        func killed(_ cut: CuttingProxy.Cut) async throws {
            let server = try PostgresServer(named: "killed")
            let database = try ScratchDatabase(emptyOn: server)
            let proxy = try CuttingProxy(to: server)
            defer { proxy.close() }
            let store = try PostgresStore(url: proxy.url(database.name))
            try await store.write { try $0.put(setting: "a", [1]) }
            proxy.arm(cut) {
                try? server.kill()
                try? server.start()
            }

            let code = await StoreError.Code.of { try await store.write { try $0.put(setting: "a", [2]) } }

            #expect(proxy.hasCut)
            let value = try database.sql("SELECT encode(value, 'hex') FROM settings WHERE name = 'a'")
            #expect(value == (code == nil ? "02" : "01"))
            #expect(code == nil || code == .unreachable)
            #expect((code == nil) == (cut == .after))
        }

        @Test("when the server stays away the outcome cannot be learned, and the error says so within ten seconds or little more")
        func away() async throws {
            let server = try PostgresServer(named: "gone")
            let database = try ScratchDatabase(emptyOn: server)
            let proxy = try CuttingProxy(to: server)
            defer { proxy.close() }
            let store = try PostgresStore(url: proxy.url(database.name))
            proxy.arm(.after) { try? server.kill() }

            let start = ContinuousClock.now
            let error = await #expect(throws: StoreError.self) { try await store.write { try $0.put(setting: "a", [2]) } }

            #expect(error?.code == .unreachable)
            #expect(error?.reason.contains("could not be learned") == true)
            #expect(.now - start < .seconds(16))
        }

        @Test("a transaction that is still being committed by a lost session is waited for")
        func slow() async throws {
            let database = try ScratchDatabase()
            try database.sql(
                """
                CREATE FUNCTION tarry() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(1.5); RETURN NULL; END';
                CREATE CONSTRAINT TRIGGER tarry AFTER INSERT ON settings DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION tarry();
                """)
            let proxy = try CuttingProxy(to: database.server)
            defer { proxy.close() }
            let store = try PostgresStore(url: proxy.url(database.name))
            proxy.arm(.after)

            let start = ContinuousClock.now
            try await store.write { try $0.put(setting: "a", [1]) }

            #expect(proxy.hasCut)
            #expect(.now - start > .seconds(1))
            #expect(try database.sql("SELECT count(*) FROM settings") == "1")
        }

        @Test("a transaction that comes to the server after its outcome was asked for is given up, and never written")
        func late() async throws {
            let database = try ScratchDatabase()
            let store = try database.store()
            try await store.write { try $0.put(setting: "a", [1]) }
            let address = try PostgresAddress(database.url)
            let asking = try PostgresConnection(to: address, as: .writer)
            for number in [7, 7] { #expect(try PostgresOutcome(of: Int64(number), by: "w", asking: asking) == .undone) }

            let late = PostgresTransaction(try PostgresConnection(to: address, as: .writer))
            let writer = PostgresWriter(late)
            try writer.begin(under: nil)
            try writer.put(setting: "late", [1])
            try writer.seal(7, of: "w")
            guard case .refused = try late.commit() else {
                Issue.record("The late transaction was committed.")
                return
            }

            #expect(try await store.read { try $0.setting("late") } == nil)
            #expect(try PostgresOutcome(of: 7, by: "w", asking: asking) == .undone)
        }

        @Test("a transaction that was committed is told as such, however often it is asked, and a later one is not")
        func asked() async throws {
            let database = try ScratchDatabase()
            let connection = try PostgresConnection(to: PostgresAddress(database.url), as: .writer)
            let transaction = PostgresTransaction(connection)
            let writer = PostgresWriter(transaction)
            try writer.begin(under: nil)
            try writer.put(setting: "a", [1])
            try writer.seal(7, of: "w")
            guard case .committed = try transaction.commit() else {
                Issue.record("The transaction was not committed.")
                return
            }

            for number in [7, 7] { #expect(try PostgresOutcome(of: Int64(number), by: "w", asking: connection) == .committed) }
            #expect(try PostgresOutcome(of: 8, by: "w", asking: connection) == .undone)
        }
    }
}
