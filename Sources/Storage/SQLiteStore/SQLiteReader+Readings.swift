// SPDX-License-Identifier: EUPL-1.2

import Exchange
import FoundationEssentials
import GRDB
import Store

extension SQLiteReader {
    private static let readingColumns = """
        register, started, span, trace, parent, foreign_span, ended, operation, activity, subject, party, person, role, mandate,
        purpose, basis
        """

    func readings(_ query: ReadingQuery) throws -> [StoredReading] {
        let end = query.end
        var condition = "register = ? AND (started, span) < (?, ?) AND started >= ?"
        var arguments: StatementArguments = [
            query.register.rawValue, end.startedAt.milliseconds, Data(end.span), query.from?.milliseconds ?? .min,
        ]
        if let subject = query.subject {
            condition += " AND subject = ?"
            arguments += [Data(subject)]
        }
        if let party = query.party {
            condition += " AND party = ?"
            arguments += [party.description]
        }
        arguments += [max(query.most, 0)]
        return try rows(
            "SELECT \(SQLiteReader.readingColumns) FROM readings WHERE \(condition) ORDER BY started DESC, span DESC LIMIT ?",
            arguments,
            SQLiteReader.reading)
    }

    func oldestReading(in register: RegisterName) throws -> Instant? {
        try first("SELECT started FROM readings WHERE register = ? ORDER BY started LIMIT 1", [register.rawValue]) {
            Instant(milliseconds: $0[0])
        }
    }

    private static func reading(_ row: Row) throws -> StoredReading {
        guard let party = try? PartyID(row[10] as String) else {
            throw StoreError(.corrupt, "A party in the log of processing is damaged: restore the store from a copy.")
        }
        func bytes(_ column: Int) -> [UInt8]? { (row[column] as Data?).map { Array($0) } }
        return StoredReading(
            register: RegisterName(rawValue: row[0]), startedAt: Instant(milliseconds: row[1]), span: bytes(2) ?? [],
            trace: bytes(3) ?? [], parent: bytes(4), foreignSpan: bytes(5), endedAt: Instant(milliseconds: row[6]),
            operation: row[7], activity: row[8], subject: bytes(9),
            warrant: Warrant(
                party: party, person: row[11], role: Role(rawValue: row[12]), mandate: row[13], purpose: row[14], basis: row[15]))
    }
}
