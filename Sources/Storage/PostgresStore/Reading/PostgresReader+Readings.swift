// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Store

extension PostgresReader {
    func readings(_ query: ReadingQuery) throws -> [StoredReading] {
        let end = query.end
        var condition = "register = $1 AND (started, span) < ($2, $3) AND started >= $4"
        if query.subject != nil { condition += " AND subject = $6" }
        if query.party != nil { condition += " AND party = $\(query.subject == nil ? 6 : 7)" }
        let statement = Statement(
            made: """
                SELECT register, started, span, trace, parent, foreign_span, ended, operation, activity, subject, party, person, role,
                    mandate, purpose, basis
                FROM readings WHERE \(condition) ORDER BY started DESC, span DESC LIMIT $5
                """)
        return try rows(
            statement,
            {
                try $0.text(query.register.rawValue)
                $0.integer(end.startedAt.milliseconds)
                $0.bytes(end.span)
                $0.integer(query.from?.milliseconds ?? .min)
                $0.integer(max(query.most, 0))
                if let subject = query.subject { $0.bytes(subject) }
                if let party = query.party { try $0.text(party.description) }
            }, value: PostgresReader.reading)
    }

    func oldestReading(in register: RegisterName) throws -> Instant? {
        try first("SELECT started FROM readings WHERE register = $1 ORDER BY started LIMIT 1") {
            try $0.text(register.rawValue)
        } value: {
            Instant(milliseconds: $0.integer(0))
        }
    }

    private static func reading(_ row: PostgresRow) throws -> StoredReading {
        guard let party = try? PartyID(row.text(10)) else {
            throw StoreError(.corrupt, "A party in the log of processing is damaged: restore the store from a copy.")
        }
        func bytes(_ column: Int32) -> [UInt8]? { row.isNull(column) ? nil : row.bytes(column) }
        return StoredReading(
            register: RegisterName(rawValue: row.text(0)), startedAt: Instant(milliseconds: row.integer(1)), span: row.bytes(2),
            trace: row.bytes(3), parent: bytes(4), foreignSpan: bytes(5), endedAt: Instant(milliseconds: row.integer(6)),
            operation: row.text(7), activity: row.text(8), subject: bytes(9),
            warrant: Warrant(
                party: party, person: row.isNull(11) ? nil : row.text(11), role: Role(rawValue: row.text(12)),
                mandate: row.isNull(13) ? nil : Int(clamping: row.integer(13)), purpose: row.text(14), basis: row.text(15)))
    }
}
