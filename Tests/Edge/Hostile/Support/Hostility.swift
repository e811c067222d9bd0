// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@testable import Edge

/// One thing a hub can do to an edge that follows it over HTTP, beyond the ``Attack``s on a stream.
struct Hostility: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The fault by which it must be told.
    let code: FollowFault.Code
    /// Whether the list stays as old as it was: the hub says nothing before that counts.
    var staysOld = true
    /// What the hub answers to an edge that followed seven entries of it.
    let stream: @Sendable (_ hub: HostileHub, _ request: HostileDoor.Request) throws -> HostileDoor.Reply

    init(
        _ name: String, _ code: FollowFault.Code, staysOld: Bool = true,
        stream: @escaping @Sendable (_ hub: HostileHub, _ request: HostileDoor.Request) throws -> HostileDoor.Reply
    ) {
        testDescription = name
        self.code = code
        self.staysOld = staysOld
        self.stream = stream
    }

    /// The first seven entries of the hub, which the edge followed.
    private static func said(_ hub: HostileHub, _ word: String?) throws -> HostileDoor.Reply {
        let followed = hub.prefix(7)
        return .held(try followed.greeting() + followed.heartbeat(followed.checkpoint(), now: word))
    }

    private static func word(_ name: String, _ code: FollowFault.Code, at later: Span) -> Hostility {
        Hostility(name, code) { hub, _ in
            let followed = hub.prefix(7)
            return try said(hub, followed.at(hub.now + later).word(over: followed.checkpoint()))
        }
    }

    private static func endless(
        _ name: String, _ code: FollowFault.Code, _ piece: @escaping @Sendable (HostileHub) throws -> [UInt8]
    )
        -> Hostility
    {
        Hostility(name, code) { hub, _ in
            .endless(hub.prefix(7).greeting(), then: try piece(hub.prefix(7)), every: 20)
        }
    }

    /// Streams that are too long or bring nothing.
    static let onLength: [Hostility] = [
        Hostility("an event that never ends", .tooMuch) { hub, _ in
            .endless(
                hub.greeting() + Array("event: batch\ndata: ".utf8), then: [UInt8](repeating: 0x61, count: 20_000),
                every: 1)
        },
        Hostility("a batch of more leaves than are taken", .tooMuch) { hub, _ in
            var hub = hub.prefix(7)
            for _ in 0...HostileTrial.limits.leaves { try hub.enterForOthers() }
            return .held(try hub.greeting() + hub.frames(from: 7, leaves: 1_000).flatMap(\.bytes))
        },
        Hostility("leaves without end and without a checkpoint", .tooMuch) { hub, _ in
            var hub = hub.prefix(7)
            for _ in 0...HostileTrial.limits.waiting { try hub.enterForOthers() }
            let frames = try hub.frames(from: 7, leaves: 200)
            return .held(hub.greeting() + frames.flatMap { HostileHub.Frame(unsigned: $0).bytes })
        },
        .endless("batches without leaves, without end", .tooOld) { _ in
            HostileHub.event("batch", #"{"from":7,"leaves":[],"payloads":{}}"#)
        },
        .endless("comments without end", .tooOld) { _ in Array(": rust\n".utf8) },
        .endless("events without a meaning, without end", .tooOld) { _ in HostileHub.event("news", "{}") },
        .endless("heartbeats without a word about the present", .tooOld) { hub in try hub.heartbeat(hub.checkpoint(), now: nil) },
        .endless("the same checkpoint again and again", .tooOld) { hub in
            let checkpoint = JSON.string(try hub.checkpoint()).canonical()
            return HostileHub.event("batch", Array(#"{"from":7,"leaves":[],"checkpoint":"#.utf8) + checkpoint + [0x7D])
        },
        Hostility("a stream of a byte at a time", .tooOld) { hub, _ in .drip(try hub.stream(from: 7), every: 40) },
        Hostility("a log that is shorter than what is asked for", .rollback) { _, _ in .problem(409) },
    ]

    /// Words about the present that are of another time, another log or another hub.
    static let onTime: [Hostility] = [
        .word("a head that is frozen", .tooOld, at: -.hours(1)),
        .word("a word of just over a minute ago", .tooOld, at: -.milliseconds(60_001)),
        .word("an older word than the one before", .rollback, at: -.hours(1) - .milliseconds(1)),
        .word("a word from the future", .clock, at: .milliseconds(300_001)),
        Hostility("a newer word and then an older one", .rollback, staysOld: false) { hub, _ in
            let followed = hub.prefix(7)
            let (newer, older) = try (
                followed.word(over: followed.checkpoint()), followed.at(hub.now - .seconds(30)).word(over: followed.checkpoint())
            )
            return .held(
                try followed.greeting() + followed.heartbeat(followed.checkpoint(), now: newer)
                    + followed.heartbeat(followed.checkpoint(), now: older))
        },
        Hostility("a word that another key of the log's name signed", .signature) { hub, _ in
            let followed = hub.prefix(7)
            return try said(hub, followed.word(over: followed.checkpoint(), by: NoteSigner(generating: HostileHub.origin)))
        },
        Hostility("a word that nobody signed", .signature) { hub, _ in
            let followed = hub.prefix(7)
            return try said(hub, followed.word(over: followed.checkpoint()).map { try SignedNote(parsing: $0).text })
        },
        Hostility("a checkpoint for a word", .malformed) { hub, _ in try said(hub, hub.prefix(7).checkpoint()) },
        Hostility("a word about another log", .origin) { hub, _ in
            let text = FreshnessStatement(origin: "hub.example/content", size: 7, root: hub.range(at: 7).root, at: hub.now).text
            return try said(hub, SignedNote(signing: text, with: [hub.signer]).description)
        },
        Hostility("a word about another history of the same length", .splitView) { hub, _ in
            try said(hub, hub.word(over: hub.forked().checkpoint(at: 7)))
        },
    ]
}
