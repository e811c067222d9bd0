// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

@testable import Edge

extension Attack {
    /// Content that is withheld, replaced or not a listing. The batch at fault carries versions at both of its places.
    static let onContent: [Attack] = [
        .on("the content of a version is withheld", .withheld) { $0[1].payloads[10] = nil },
        .on("all content is withheld", .withheld) { for index in $0.indices { $0[index].payloads = [:] } },
        .on("the contents of two versions change places", .payload) { frames in
            (frames[1].payloads[9], frames[1].payloads[10]) = (frames[1].payloads[10], frames[1].payloads[9])
        },
        .on("a salt of another version", .payload) { frames in
            if let salt = frames[1].payloads[10]?.salt { frames[1].payloads[9]?.salt = salt }
        },
        .on("content with a byte more", .payload) { $0[1].payloads[9]?.bytes.append(0x20) },
        .on("no content at all under a version", .payload) { $0[1].payloads[9]?.bytes = [] },
        .on("a salt that is too short", .malformed) { _ = $0[1].payloads[9]?.salt.removeLast() },
        .on("a leaf that is cut short", .malformed) { _ = $0[0].leaves[0].removeLast() },
        .on("a leaf with a byte more", .malformed) { $0[0].leaves[0].append(0) },
        .on("an empty leaf", .malformed) { $0[0].leaves[1] = [] },
        .entering("a leaf of another register", .malformed) { hub in
            try hub.enter(hub.entries[0].payload, register: "content")
        },
        .entering("a listing of another list", .malformed) { hub in
            try hub.enter(Listing(list: "borrowed", listed: ["prohibited": ["35209900176148"]], released: []).json.canonical())
        },
        .entering("a subject that is an address", .malformed) { hub in
            try hub.enter(
                Listing(list: HostileHub.list, listed: ["prohibited": ["https://voorbeeld.example"]], released: []).json.canonical()
            )
        },
        .entering("a subject of thirteen digits", .malformed) { hub in
            try hub.list([2: "prohibited"])
            try hub.enter(Listing(list: HostileHub.list, listed: [:], released: ["3520990017614"]).json.canonical())
        },
        .entering("content that is no JSON", .malformed) { try $0.enter(Array("verboden".utf8)) },
        .entering("content that is no listing", .malformed) { try $0.enter(Array(#"{"list":"stolen"}"#.utf8)) },
        .entering("content whose subjects are numbers", .malformed) { hub in
            try hub.enter(Array(#"{"list":"stolen","listed":{"prohibited":[35209900176148]},"released":[]}"#.utf8))
        },
    ]
}
