// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// Changes of a list, and the list that they lead to. The input: one listing a line.
struct ListingTarget: FuzzTarget {
    let name = "listing"
    let longest = 4_096
    let words = [
        "{\"list\":\"stolen\",\"listed\":{", "\"prohibited\":[", "\"tracking\":[", "\"released\":[", "]}}\n", "e\u{301}", "é",
    ]

    func seeds() throws -> [[UInt8]] {
        let listings = SampleLog.short.entries.prefix(SampleLog.listings).map { $0.payload.canonicalText }
        return [listings[0].input, listings.joined(separator: "\n").input]
    }

    func attempt(_ bytes: [UInt8]) {
        var replay = ListReplay(list: SampleLog.list)
        for line in bytes.split(separator: 0x0A) {
            guard let json = try? JSON(parsing: line), let listing = try? Listing(json: json) else { continue }
            let again = must("a listing reads back") { try Listing(json: listing.json) }
            claim(again.json == listing.json && again.isEmpty == listing.isEmpty, "a listing reads back as the same")
            try? replay.take(kind: Listing.kind, payload: json)
        }
        guard let text = try? replay.text(origin: SampleKeys.origin) else { return }
        let (header, count) = must("a list that can be written is read") {
            var reader = ListTextReader()
            let lines = try reader.read(text)
            return (try reader.finish(), lines.count)
        }
        claim(header.version == replay.version && count == replay.statuses.count, "it is the list that was written")
    }
}
