// SPDX-License-Identifier: EUPL-1.2

/// The header of a dump: which column stands where. Names decide, in any order and any case.
struct UsageHeader: Sendable {
    let columns: [UsageColumn]

    /// Reads a header line, without its line end and byte order mark.
    init(_ line: Span<UInt8>) throws(UsageError) {
        var columns: [UsageColumn] = []
        var scan = FieldScan()
        while let field = scan.next(in: line) {
            let range = trimmed(field, in: line)
            let name = String(decoding: range.prefix(16).map { line[$0].lowercased }, as: UTF8.self)
            guard range.count <= 16, let column = UsageColumn(rawValue: name) else {
                throw UsageError(
                    .header,
                    """
                    Column \(columns.count + 1) is called "\(shown(range, in: line))", which a dump of usage records does not know; known \
                    are \(UsageColumn.allCases.map(\.rawValue).joined(separator: ", ")).
                    """)
            }
            guard !columns.contains(column) else {
                throw UsageError(.header, "The header names the column \(name) twice; keep one.")
            }
            columns.append(column)
        }
        guard !scan.isBroken else {
            throw UsageError(.header, "The header has a double quote that is not closed or not allowed; remove it.")
        }
        for column in [UsageColumn.date, .imei, .imsi] where !columns.contains(column) {
            throw UsageError(.header, "The header lacks the column \(column.rawValue); add it.")
        }
        guard columns.contains(.latitude) == columns.contains(.longitude) else {
            throw UsageError(.header, "The header names only one of latitude and longitude; give both or neither.")
        }
        self.columns = columns
    }
}
