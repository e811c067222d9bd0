// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing

/// Logs of this software, verified by a program that shares no code with it.
@Suite(
    "Logs as Go's transparency packages see them",
    .enabled(if: GoVerifier.isPossible, "golang-go or golang-golang-x-mod-dev is not installed"),
    .serialized
)
struct GoConformanceTests {
    @Test("a log that grows is sound at every size and extends the size before")
    func sizes() async throws {
        try await FolderLog.with { log in
            var earlier: [UInt8]?
            for size in [1, 2, 3, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 70_000] as [UInt64] {
                try log.grow(to: size)
                let since = "\(log.source.folder)/earlier"
                if let earlier { try log.source.write(earlier, at: "earlier") }

                let outcome = try GoVerifier.run((earlier == nil ? [] : ["-since", since]) + [log.source.folder, log.signer.vkey])

                #expect(outcome.status == 0, "\(outcome.output)")
                #expect(outcome.output.hasPrefix("ok: hub.example/devices, \(size) entries, "))
                #expect(outcome.output.contains("extends") == (earlier != nil))
                earlier = try log.source.read("checkpoint")
            }
        }
    }

    @Test("both verifiers refuse the same damage, file by file")
    func damage() async throws {
        try await FolderLog.with(size: 600) { log in
            let paths = log.source.paths
            #expect(paths.count == 8)
            for path in paths {
                let bytes = try log.source.read(path)
                try log.source.change(path) { $0[$0.count / 2] ^= 1 }

                let theirs = try GoVerifier.run([log.source.folder, log.signer.vkey])
                let ours = try? await log.verifier(leaves: .opaque).verify()

                #expect(theirs.status == 1 && theirs.output.hasPrefix("wrong: "), "\(path): \(theirs.output)")
                #expect(ours?.isSound != true, "\(path)")
                try log.source.write(bytes, at: path)
            }
            #expect(try GoVerifier.run([log.source.folder, log.signer.vkey]).status == 0)
        }
    }

    @Test("the verifier in Go refuses another key, a missing tile and a history that was rewritten")
    func refusals() async throws {
        try await FolderLog.with(size: 300) { log in
            let stranger = try NoteSigner(generating: FolderLog.origin)
            let forged = Checkpoint(origin: FolderLog.origin, size: 200, root: leafHash(1))
            try log.source.write(forged.signed(by: [log.signer]).bytes, at: "forged")

            let byStranger = try GoVerifier.run([log.source.folder, stranger.vkey])
            let rewritten = try GoVerifier.run(["-since", "\(log.source.folder)/forged", log.source.folder, log.signer.vkey])
            try log.source.remove("tile/0/000")
            let missing = try GoVerifier.run([log.source.folder, log.signer.vkey])

            #expect(byStranger.status == 1 && rewritten.status == 1 && missing.status == 1)
            #expect(rewritten.output.contains("from 200 to 300 entries"))
            #expect(missing.output.contains("tile/0/000"))
            #expect(try GoVerifier.run([]).status == 64)
        }
    }
}
