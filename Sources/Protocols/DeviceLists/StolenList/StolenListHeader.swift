// SPDX-License-Identifier: EUPL-1.2

/// The header of a stolen list: which column stands where. The names decide, in any order and any case, because
/// they are unambiguous.
struct StolenListHeader: Sendable {
    let kind: StolenListKind
    let columnCount: Int
    /// Positions, counted from 0; `changeType` is -1 in a full list.
    let imei: Int
    let reportingDate: Int
    let status: Int
    let changeType: Int

    /// Reads a header line, without its line end and byte order mark.
    /// - Parameter expected: the kind of list that the caller wants, or nil when the header may tell.
    init(_ line: Span<UInt8>, expected: StolenListKind?) throws(StolenListError) {
        var positions: [StolenListColumn: Int] = [:]
        var cursor = FieldCursor()
        var count = 0
        while let field = cursor.next(in: line) {
            guard let column = Self.column(field, in: line) else {
                throw StolenListError(
                    .unknownColumn,
                    """
                    Column \(count + 1) is called "\(excerpt(field.range, in: line))", which a stolen list does not know; \
                    the first line must name imei, reporting_date, status and, in a delta, change_type.
                    """
                )
            }
            if column == .changeType, expected == .full {
                throw StolenListError(
                    .unknownColumn,
                    "A full list has no column change_type; import this file as a delta, or leave the column out."
                )
            }
            guard positions.updateValue(count, forKey: column) == nil else {
                throw StolenListError(.duplicateColumn, "The header names the column \(column.rawValue) twice; keep one.")
            }
            count += 1
        }
        guard !cursor.isBroken else {
            throw StolenListError(.header, "The header has a double quote that is not closed or not allowed; remove it.")
        }
        imei = try Self.position(of: .imei, in: positions)
        reportingDate = try Self.position(of: .reportingDate, in: positions)
        status = try Self.position(of: .status, in: positions)
        if expected == .delta { _ = try Self.position(of: .changeType, in: positions) }
        changeType = positions[.changeType] ?? -1
        kind = changeType < 0 ? .full : .delta
        columnCount = count
    }

    private static func column(_ field: Field, in line: Span<UInt8>) -> StolenListColumn? {
        let range = trimmed(field.range, in: line)
        guard range.count <= 16 else { return nil }
        let name = range.map { line[$0].lowercased }
        return StolenListColumn(rawValue: String(decoding: name, as: UTF8.self))
    }

    private static func position(
        of column: StolenListColumn,
        in positions: [StolenListColumn: Int]
    ) throws(StolenListError) -> Int {
        guard let position = positions[column] else {
            throw StolenListError(.missingColumn, "The header lacks the column \(column.rawValue); add it.")
        }
        return position
    }
}
