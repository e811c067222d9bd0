// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// The paths of tiles and entry bundles, and what follows from them. The input: a log's size, then the path.
struct TilePathTarget: FuzzTarget {
    let name = "tile-path"
    let longest = 96
    let words = ["tile/", "entries/", "x001/", ".p/", "255", "/63/"]

    func seeds() throws -> [[UInt8]] {
        [
            "tile/0/000", "tile/entries/x003/125.p/16", "tile/3/x001/x234/067.p/255", "tile/63/x018/x446/x744/x073/x709/x551/615",
        ].map { UInt64(70_000).input + $0.input }
    }

    func attempt(_ bytes: [UInt8]) {
        var input = FuzzInput(bytes)
        let size = input.number()
        guard let text = String(input: input.rest), let path = TilePath(parsing: text) else { return }
        claim(path.description.input == text.input, "a path has one form")
        claim(TilePath(path.content, index: path.index, width: path.width) == path, "a path is its parts")
        guard path.exists(at: size) else { return }
        let level = if case .hashes(let level) = path.content { level } else { 0 }
        let first = path.index.multipliedReportingOverflow(by: UInt64(Tile.width))
        let last = first.partialValue.addingReportingOverflow(UInt64(path.width))
        claim(!first.overflow && !last.overflow && level < 8, "what exists lies within the log")
        claim(last.partialValue <= size >> UInt64(8 * level), "what exists lies within the log")
        let missing = TilePath.missing(path.content, from: size - min(size, 2_000), to: size)
        claim(missing.allSatisfy { $0.exists(at: size) }, "what is to be fetched exists")
    }
}
