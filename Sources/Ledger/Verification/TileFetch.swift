// SPDX-License-Identifier: EUPL-1.2

/// Fetches the tiles and bundles of a log at one size, and says what is wrong with their form.
struct TileFetch {
    let source: any TileSource
    /// The size of the log.
    let size: UInt64

    /// The largest bundle: 256 entries of the largest kind.
    private static let largestBundle = Tile.width * (EntryBundle.largestEntry + 2)

    /// A file with the path at which it was found.
    struct File {
        let path: String
        let bytes: [UInt8]
    }

    /// The hashes that the log serves for a tile at this size, complete or partial.
    func hashes(level: Int, index: UInt64) async throws -> Result<[Digest], LogFault> {
        guard let place = TilePath.edge(.hashes(level: level), index: index, size: size) else { return .success([]) }
        switch try await file(at: place, most: 32 * Tile.width) {
        case .failure(let fault): return .failure(fault)
        case .success(let (file, width)):
            guard file.bytes.count % 32 == 0 else {
                let reason = "The tile has \(file.bytes.count) bytes, which is no whole number of hashes."
                return .failure(LogFault(.wrongLength, at: file.path, reason))
            }
            guard let hashes = try? TileBytes.decode(file.bytes, width: width) else {
                let reason = "The tile has \(file.bytes.count / 32) hashes, not \(width)."
                return .failure(LogFault(.wrongWidth, at: file.path, reason))
            }
            return .success(Array(hashes.prefix(place.width)))
        }
    }

    /// The bundle that the log serves at this size, and where its entries lie in it.
    func entries(index: UInt64) async throws -> Result<(file: File, ranges: [Range<Int>]), LogFault> {
        guard let place = TilePath.edge(.entries, index: index, size: size) else {
            return .success((File(path: "", bytes: []), []))
        }
        switch try await file(at: place, most: Self.largestBundle) {
        case .failure(let fault): return .failure(fault)
        case .success(let (file, width)):
            guard let ranges = EntryBundle.ranges(in: file.bytes) else {
                let reason = "The bundle of \(file.bytes.count) bytes ends within an entry, or has more than 256."
                return .failure(LogFault(.wrongLength, at: file.path, reason))
            }
            guard ranges.count == width else {
                return .failure(LogFault(.wrongWidth, at: file.path, "The bundle has \(ranges.count) entries, not \(width)."))
            }
            return .success((file, Array(ranges.prefix(place.width))))
        }
    }

    /// Reads a file. The complete one serves in place of a partial one, which may be removed once the log has grown beyond it.
    private func file(at place: TilePath, most: Int) async throws -> Result<(File, width: Int), LogFault> {
        let path = place.description
        do {
            if let bytes = try await source.bytes(at: path, most: most) {
                return .success((File(path: path, bytes: bytes), place.width))
            }
            guard place.isPartial else {
                let code: LogFault.Code = place.content == .entries ? .missingBundle : .missingTile
                return .failure(LogFault(code, at: path, "The \(Self.name(of: place)) is not there."))
            }
            if let whole = TilePath(place.content, index: place.index)?.description,
                let bytes = try await source.bytes(at: whole, most: most)
            {
                return .success((File(path: whole, bytes: bytes), Tile.width))
            }
            return .failure(
                LogFault(.missingPartial, at: path, "Neither the partial \(Self.name(of: place)) is there nor the complete one."))
        } catch let error as LedgerError where error.code == .tooLarge {
            return .failure(LogFault(.tooLarge, at: path, "The \(Self.name(of: place)) has more than \(most) bytes."))
        }
    }

    private static func name(of place: TilePath) -> String {
        place.content == .entries ? "bundle" : "tile"
    }
}
