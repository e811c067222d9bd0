// SPDX-License-Identifier: EUPL-1.2

import Ledger

@testable import Edge

extension Attack {
    /// Leaves left out, repeated, taken back or replaced.
    static let onHistory: [Attack] = [
        .on("the first batch is missing", .gap) { $0.removeFirst() },
        .on("a batch in the middle is missing", .gap) { $0.remove(at: 1) },
        .on("a leaf of others is missing", .gap) { $0[$0.count - 1].leaves.removeLast() },
        .on("a batch comes twice", .gap) { $0.insert($0[0], at: 1) },
        .on("a leaf comes twice", .gap) { $0[0].leaves.insert($0[0].leaves[0], at: 0) },
        .on("two versions change places", .gap) { $0[1].leaves.swapAt(0, 1) },
        .on("a batch begins before the log", .gap) { $0[0].from = -1 },
        .on("a batch begins beyond any log", .gap) { $0[0].from = JSON.largestInteger },
        .entering("a version is left out of the log", .gap) { try $0.enter($0.entries[0].payload, skipping: 1) },
        .entering("a version is used twice in the log", .gap) { try $0.enter($0.entries[0].payload, skipping: -1) },
        .greeting("a greeting with a shorter log", .rollback) { hub, followed in hub.greeting(size: followed - 1) },
        .init("a heartbeat with a shorter log", .rollback) { hub, followed in
            try hub.greeting() + hub.heartbeat(hub.checkpoint(at: followed - 1))
        },
        .init("a batch with the checkpoint of a shorter log", .rollback) { hub, followed in
            try hub.stream(from: followed) { $0[$0.count - 1].checkpoint = try hub.checkpoint(at: followed - 2) }
        },
        .init("a batch with the checkpoint of an empty log", .rollback) { hub, followed in
            try hub.stream(from: followed) { $0[$0.count - 1].checkpoint = try hub.checkpoint(at: 0) }
        },
        .init("the checkpoint of a longer log than was sent", .gap) { hub, followed in
            try hub.stream(from: followed) { $0[0].checkpoint = try hub.longer().checkpoint() }
        },
        .init("a heartbeat with another root for the same size", .splitView) { hub, followed in
            try hub.greeting() + hub.heartbeat(hub.forked().checkpoint(at: followed))
        },
        .init("a longer log that did not grow from this one", .splitView) { hub, followed in try hub.forked().stream(from: followed)
        },
        .on("a leaf of others is not the one that was signed", .splitView) { frames in
            frames[0].leaves[1][frames[0].leaves[1].count - 1] ^= 1
        },
    ]
}

extension HostileHub {
    /// A log of the same length with another past: an entry for others is replaced.
    func forked() throws -> HostileHub {
        var fork = prefix(1)
        try fork.enter(Array("{}".utf8), for: HostileHub.others)
        for entry in entries.dropFirst(2) { try fork.enter(entry.payload, for: entry.leaf.audience, kind: entry.leaf.kind) }
        return fork
    }

    /// The log with an entry more.
    func longer() throws -> HostileHub {
        var hub = self
        try hub.enterForOthers()
        return hub
    }
}
