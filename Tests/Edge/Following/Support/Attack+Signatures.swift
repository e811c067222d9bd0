// SPDX-License-Identifier: EUPL-1.2

import Ledger

@testable import Edge

extension Attack {
    private static let contentKey = "PRIVATE+KEY+hub.example/content+b61e5e04+AYvC1LEVwg0GtvSOklwPq3vyPaLDWAi0Xvy9TqfGxNIJ"

    /// Checkpoints that the log's key did not sign.
    static let onSignatures: [Attack] = [
        .signing("a signature with one bit changed") { note in
            let parts = note.split(separator: " ", omittingEmptySubsequences: false)
            guard var blob = parts.last.flatMap({ Base64.decode($0.dropLast()) }) else { return "" }
            blob[40] ^= 4
            return (parts.dropLast().map(String.init) + [Base64.encode(blob) + "\n"]).joined(separator: " ")
        },
        .signing("a fresh key under the log's name") { note in
            try SignedNote(signing: SignedNote(parsing: note).text, with: [NoteSigner(generating: HostileHub.origin)]).description
        },
        .signing("the key of the hub's other log") { note in
            try SignedNote(signing: SignedNote(parsing: note).text, with: [NoteSigner(privateText: contentKey)]).description
        },
        .signing("no signature at all") { note in try SignedNote(parsing: note).text },
        .signing("a size changed after signing") { note in note.replacing("\n12\n", with: "\n13\n") },
        .signing("an empty note") { _ in "" },
        .signing("a note of another log by that log's key") { _ in
            let signer = try NoteSigner(privateText: contentKey)
            return try Checkpoint(origin: signer.name, size: 12, root: CompactRange().root).signed(by: [signer]).description
        },
        .init("the right key under a checkpoint of another log", .origin) { hub, followed in
            let text = try SignedNote(parsing: hub.checkpoint()).text.replacing("/devices", with: "/content")
            let note = try SignedNote(signing: text, with: [hub.signer]).description
            return try hub.stream(from: followed) { $0[$0.count - 1].checkpoint = note }
        },
        .init("a heartbeat that nobody signed", .signature) { hub, followed in
            try hub.greeting() + hub.heartbeat(SignedNote(parsing: hub.checkpoint(at: followed)).text)
        },
    ]

    private static func signing(_ name: String, _ forge: @escaping @Sendable (_ note: String) throws -> String) -> Attack {
        on(name, .signature) { frames in
            let last = frames.count - 1
            frames[last].checkpoint = try frames[last].checkpoint.map(forge)
        }
    }
}
