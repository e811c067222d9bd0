// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

@testable import Edge

extension SnapshotHostility {
    /// Offers that prove nothing, or something else.
    static let onOffers: [SnapshotHostility] = [
        .answering("an offer that is no JSON", .malformed, .whole(Array("rust".utf8))),
        .answering("an offer without members", .malformed, .json([:])),
        .answering("an offer that never ends", .tooMuch, .endless([], then: [UInt8](repeating: 0x20, count: 100_000), every: 1)),
        .answering("an offer of a byte at a time", .slow, .drip([UInt8](repeating: 0x20, count: 10_000), every: 40)),
        .offering("a checkpoint that another key of the log's name signed", .signature) { offer, _ in
            let text = try SignedNote(parsing: offer.checkpoint).text
            offer.checkpoint = try SignedNote(signing: text, with: [NoteSigner(generating: HostileHub.origin)]).description
        },
        .offering("a checkpoint that nobody signed", .signature) { offer, _ in
            offer.checkpoint = try SignedNote(parsing: offer.checkpoint).text
        },
        .offering("the right key under a checkpoint of another log", .origin) { offer, hub in
            let text = try SignedNote(parsing: offer.checkpoint).text.replacing("/devices", with: "/content")
            offer.checkpoint = try SignedNote(signing: text, with: [hub.signer]).description
        },
        .offering("a checkpoint of a shorter log", .rollback, needsHistory: true) { offer, hub in
            offer.checkpoint = try hub.checkpoint(at: 6)
        },
        .offering("no proof that the log grew from what was followed", .splitView, needsHistory: true) { offer, _ in
            offer.earlier = []
        },
        .offering("a path to the entry that leads elsewhere", .proof) { offer, _ in offer.inclusion[1] = offer.inclusion[0] },
        .offering("no path to the entry", .proof) { offer, _ in offer.inclusion = [] },
        .offering("the entry at another place", .proof) { offer, _ in offer.index -= 1 },
        .offering("an entry that is no snapshot", .malformed) { offer, hub in offer.leaf = hub.entries[0].leaf.encode() },
        .offering("an entry that is cut short", .malformed) { offer, _ in offer.leaf.removeLast() },
        .offering("another salt", .payload) { offer, hub in offer.salt = hub.entries[0].salt.bytes },
        .offering("another version than the log says", .payload) { offer, _ in
            offer.payload = Array(
                String(decoding: offer.payload, as: UTF8.self).replacing("\"version\":7", with: "\"version\":6").utf8)
        },
        .offering("a tree that is not the log's", .proof) { offer, _ in offer.range[0] = offer.range[1] },
        .offering("a tree of another size", .proof) { offer, _ in offer.range.removeLast() },
        .offering("no proof that the tree is part of the log", .proof) { offer, _ in offer.consistency = [] },
        .offering("a proof without end", .malformed) { offer, _ in
            offer.consistency = Array(repeating: offer.range[0], count: 200)
        },
        .entering("a snapshot of another list", .malformed) { try $0.enterSnapshot(list: "borrowed") },
        .entering("a snapshot for another audience", .audience, needsHistory: true) {
            try $0.enterSnapshot(for: HostileHub.others)
        },
        .entering("a snapshot that is older than the list", .rollback, needsHistory: true) { hub in
            try hub.enterSnapshot { $0.with(version: 3, size: 4) }
        },
        .entering("a snapshot of a version that was not there yet", .malformed) { hub in
            try hub.enterSnapshot { $0.with(version: 8, size: 12) }
        },
        .entering("a snapshot of a tree that was not there yet", .malformed) { hub in
            try hub.enterSnapshot { $0.with(version: 7, size: 13) }
        },
        .entering("a snapshot of unreasonable size", .tooMuch) { hub in
            try hub.enterSnapshot { $0.with(bytes: HostileTrial.limits.snapshotBytes + 1) }
        },
        .entering("a snapshot of unreasonably many subjects", .tooMuch) { hub in
            try hub.enterSnapshot { $0.with(count: HostileTrial.limits.snapshotSubjects + 1) }
        },
        SnapshotHostility(
            testDescription: "a snapshot in a history that forks before what was followed", code: .splitView, needsHistory: true,
            offer: { hub, own in
                var fork = try HostileHub.sample().forked()
                try fork.enterSnapshot()
                return try fork.offer(after: own).map { .json($0.json) } ?? .problem(404)
            }),
    ]

    /// Texts that are not the list.
    static let onTexts: [SnapshotHostility] = [
        .sending("another device in place of one", .digest) { text in
            .whole(Array(String(decoding: text, as: UTF8.self).replacing("49015420323751", with: "49015420323752").utf8))
        },
        .sending("another status", .digest) { text in
            .whole(Array(String(decoding: text, as: UTF8.self).replacing("51 prohibited", with: "51 prohibitee").utf8))
        },
        .sending("a text that is cut short", .digest) { text in .whole(Array(text.dropLast(24))) },
        .sending("no text at all", .digest) { _ in .whole([]) },
        .sending("a line more than was announced", .tooMuch) { text in
            .whole(text + Array("99999999999999 tracking 2026-11-21\n".utf8))
        },
        .sending("a text that never ends", .tooMuch) { text in
            .endless(text, then: [UInt8](repeating: 0x61, count: 1_000), every: 1)
        },
        .sending("a text of a byte at a time", .slow) { text in .drip(text, every: 60) },
        .sending("a text that is none", .digest) { text in .whole([UInt8](repeating: 0xFF, count: text.count)) },
        .sending("lines that are none", .malformed) { text in .whole([UInt8](repeating: 0x0A, count: text.count)) },
        .sending("the text of another log", .origin) { text in
            .whole(Array(String(decoding: text, as: UTF8.self).replacing("/devices", with: "/content").utf8))
        },
        .committing("subjects out of order", .malformed) { text in
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            lines.swapAt(5, 6)
            return lines.joined(separator: "\n")
        },
        .committing("a subject twice", .malformed) { text in
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            lines[6] = lines[5]
            return lines.joined(separator: "\n")
        },
        .committing("another count than follows", .malformed) { $0.replacing("\n3\n", with: "\n2\n") },
        .committing("fewer subjects than the count", .malformed) { $0.replacing("99999999999999 tracking 2026-11-21\n", with: "") },
        .committing("another version in the text", .malformed) { $0.replacing("\n7\n", with: "\n6\n") },
        .committing("another list in the text", .malformed) { $0.replacing("stolen", with: "borrowed") },
        .committing("another hub in the text", .origin) { $0.replacing("hub.example", with: "hub2.example") },
        .committing("a later format", .malformed) { $0.replacing("list/v2", with: "list/v3") },
        .committing("a device in its form of fifteen digits", .malformed) {
            $0.replacing("49015420323751 ", with: "490154203237518 ")
        },
        .committing("a subject that is an address", .malformed) {
            $0.replacing("99999999999999", with: "https://voorbeeld.example")
        },
        .committing("a text without its last line feed", .malformed) { String($0.dropLast()) },
    ]
}

extension SnapshotEntry {
    /// The same entry with something else in it.
    func with(version: UInt64? = nil, size: UInt64? = nil, count: UInt64? = nil, bytes: UInt64? = nil) -> SnapshotEntry {
        SnapshotEntry(
            list: list, version: version ?? self.version, size: size ?? self.size, count: count ?? self.count,
            bytes: bytes ?? self.bytes, digest: digest)
    }
}
