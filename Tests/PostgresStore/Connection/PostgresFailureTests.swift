// SPDX-License-Identifier: EUPL-1.2

import Store
import Testing

@testable import PostgresStore

@Suite("The errors of the server")
struct PostgresFailureTests {
    @Test(
        "each kind of error has its code of the store",
        arguments: [
            ("53100", StoreError.Code.full), ("58030", .full), ("40001", .busy), ("40P01", .busy), ("55P03", .busy),
            ("57014", .busy),
            ("25006", .unreachable), ("42501", .unreachable), ("3D000", .unreachable), ("28P01", .unreachable),
            ("28000", .unreachable), ("08006", .unreachable), ("57P01", .unreachable), ("57P03", .unreachable),
            ("25P03", .unreachable), ("53300", .unreachable), ("", .unreachable), ("XX001", .corrupt), ("23505", .failed),
            ("54000", .failed), ("42P01", .failed),
        ])
    func codes(_ sqlState: String, _ code: StoreError.Code) {
        let error = PostgresFailure.error(sqlState)

        #expect(error.code == code)
        #expect(error.reason.hasSuffix("."))
    }

    @Test(
        "what cannot be connected to is unreachable, with what to do",
        arguments: [
            ("FATAL: database \"x\" does not exist", "createdb"), ("fe_sendauth: no password supplied", "pg_hba.conf"),
            ("session is read-only", "primary"), ("Connection refused", "runs"),
        ])
    func connecting(_ message: String, _ advice: String) {
        let error = PostgresFailure.connecting(message)

        #expect(error.code == .unreachable)
        #expect(error.reason.contains(advice))
        #expect(error.reason.contains(message))
    }
}
