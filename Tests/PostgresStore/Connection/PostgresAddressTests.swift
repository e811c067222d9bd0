// SPDX-License-Identifier: EUPL-1.2

import Store
import Testing

@testable import PostgresStore

@Suite("The address of a database")
struct PostgresAddressTests {
    @Test("an address is read in either of libpq's forms, and keeps what it says over what is usual here")
    func reads() throws {
        let url = try PostgresAddress("postgres://hub:geheim@db.example:6000/ledger?connect_timeout=2&sslmode=verify-full")
        let pairs = try PostgresAddress("host=/run/postgresql dbname=ledger keepalives_idle=3")

        #expect(url.options["host"] == "db.example")
        #expect(url.options["port"] == "6000")
        #expect(url.options["user"] == "hub")
        #expect(url.options["dbname"] == "ledger")
        #expect(url.options["sslmode"] == "verify-full")
        #expect(url.options["connect_timeout"] == "2")
        #expect(url.options["keepalives_idle"] == "10")
        #expect(url.options["target_session_attrs"] == "read-write")
        #expect(pairs.options["host"] == "/run/postgresql")
        #expect(pairs.options["keepalives_idle"] == "3")
        #expect(pairs.options["connect_timeout"] == "5")
    }

    @Test(
        "an address that cannot be read is unreachable, and the error does not repeat it",
        arguments: ["postgres://hub:geheim%zz@db/ledger", "host=db password=geheim nonsense", "postgres://hub:geheim@[::1/ledger"])
    func unreadable(_ text: String) {
        let error = #expect(throws: StoreError.self) { try PostgresAddress(text) }

        #expect(error?.code == .unreachable)
        #expect(error?.description.contains("geheim") == false)
    }

    @Test("a message is one line and without the password")
    func redacts() throws {
        let address = try PostgresAddress("postgres://hub:geheim@db/ledger")

        #expect(address.redacted("one geheim\ntwo\n") == "one …; two")
    }

    @Test("the error of a server that is not there has no password in it")
    func refused() {
        let error = #expect(throws: StoreError.self) {
            try PostgresStore(url: "postgres://hub:geheim@127.0.0.1:1/ledger")
        }

        #expect(error?.code == .unreachable)
        #expect(error?.description.contains("geheim") == false)
        #expect(error?.description.contains("127.0.0.1") == true)
    }

    @Test(
        "random text is read or refused, and never crashes",
        arguments: 0..<50 as Range<UInt64>)
    func random(_ seed: UInt64) {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        let alphabet = Array("postgres://user:pw@host:5432/db?a=b&c=%41 ='\\\n[]é")
        for _ in 0..<50 {
            var text = ""
            for _ in 0..<Int(state % 60) {
                state = state &* 6_364_136_223_846_793_005 &+ 1
                text.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            _ = try? PostgresAddress(text)
            state = state &* 6_364_136_223_846_793_005 &+ 1
        }
    }
}
