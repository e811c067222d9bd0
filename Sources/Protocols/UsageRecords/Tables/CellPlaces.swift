// SPDX-License-Identifier: EUPL-1.2

/// Where cells are: a table `cell,latitude,longitude` that a network keeps of itself.
///
/// Cells are told apart by their text without case. They are kept as 64-bit digests, 16 bytes a cell beside the table's own room.
public struct CellPlaces: Sendable {
    /// The most cells of one table.
    public static let most = 10_000_000

    private var places: [UInt64: Place] = [:]

    /// Reads a table.
    /// - Throws: ``UsageError`` that names the first row that cannot be used.
    public init(_ bytes: [UInt8]) throws(UsageError) {
        var isHeader = true
        var found: [UInt64: Place] = [:]
        try TableLines.each(of: bytes) { line, number throws(UsageError) in
            if isHeader {
                isHeader = false
                guard TableLines.names(line, by: .comma) == ["cell", "latitude", "longitude"] else {
                    throw UsageError(.header, "The first line of a table of cells is cell,latitude,longitude.")
                }
                return
            }
            let fields = TableLines.fields(line, by: .comma)
            guard fields.count == 3, (1...64).contains(fields[0].count),
                let latitude = CellPlaces.degrees(fields[1], most: 9_000_000),
                let longitude = CellPlaces.degrees(fields[2], most: 18_000_000),
                let place = Place(latitude: latitude, longitude: longitude)
            else {
                throw UsageError(.row, "Line \(number) is no cell with latitude and longitude in degrees; mend it or leave it out.")
            }
            guard found.updateValue(place, forKey: CellPlaces.digest(fields[0])) == nil else {
                throw UsageError(.row, "Line \(number) gives a cell that an earlier line gives too; keep one.")
            }
            guard found.count <= CellPlaces.most else {
                throw UsageError(
                    .tooLarge, "The table has more than \(CellPlaces.most) cells; leave out those that are not in use.")
            }
        }
        guard !isHeader else { throw UsageError(.empty, "The table of cells is empty; its first line is cell,latitude,longitude.") }
        places = found
    }

    /// How many cells there are.
    public var count: Int { places.count }

    /// Where a cell is, by a part of a line.
    @inline(__always)
    func place(of line: Span<UInt8>, _ range: Range<Int>) -> Place? {
        var digest = CellPlaces.start
        for index in range { digest = CellPlaces.step(digest, line[index]) }
        return places[digest]
    }

    private static func digest(_ text: ArraySlice<UInt8>) -> UInt64 { text.reduce(start) { step($0, $1) } }

    /// FNV-1a.
    private static let start: UInt64 = 0xCBF2_9CE4_8422_2325
    @inline(__always)
    private static func step(_ digest: UInt64, _ byte: UInt8) -> UInt64 {
        (digest ^ UInt64(byte.lowercased)) &* 0x100_0000_01B3
    }

    private static func degrees(_ field: ArraySlice<UInt8>, most: Int32) -> Int32? {
        guard !field.isEmpty else { return nil }
        let bytes = Array(field)
        return UsageRowParser.degrees(0..<bytes.count, in: bytes.span, most: most)
    }
}
