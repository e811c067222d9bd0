// SPDX-License-Identifier: EUPL-1.2

import AsyncHTTPClient
import Foundation
import Ledger
import Testing

@testable import Witness

@Suite("What a witness remembers", .timeLimit(.minutes(10)))
struct MemoryTests {
    private let folder: TrialFolder
    private let signer: WitnessSigner
    private let log: TrialLog

    init() throws {
        folder = try TrialFolder()
        signer = try WitnessSigner(generating: "witness.example/w1")
        log = try TrialLog()
    }

    private func configuration(logs: String? = nil, prefix: String = "") throws -> WitnessConfiguration {
        WitnessConfiguration(
            host: "127.0.0.1", port: 0, prefix: prefix, operationsHost: "127.0.0.1", operationsPort: 0, dataFolder: folder.path,
            signer: signer, logs: try KnownLogs(parsing: logs ?? log.signer.vkey))
    }

    private func failure(_ configuration: WitnessConfiguration) -> WitnessError.Code? {
        do throws(WitnessError) {
            _ = try WitnessService(configuration: configuration, logger: TrialWitness.logger, exposition: { [] })
            return nil
        } catch {
            return error.code
        }
    }

    /// Cosigns a size, and lets the folder go.
    private func cosign(_ old: Int, _ new: Int) async throws {
        let book = try WitnessBook(try configuration(), seconds: { 1_000 })
        #expect(try await book.record(of: log.origin)?.add(log.request(old, new)).outcome.status == 200)
        book.close()
    }

    @Test("it survives a restart: an older size is refused, the next one is cosigned")
    func restart() async throws {
        try await cosign(0, 20)
        try await TrialWitness.run(in: folder, signer: signer, logs: [log]) { witness async throws in
            #expect(try await witness.add(log.request(0, 12)).body == "20\n")
            #expect(try await witness.add(log.request(20, 21)).status == 200)
        }
    }

    @Test("a crash between writing and renaming leaves the former checkpoint", arguments: [0.0, 0.5, 1.0])
    func crash(part: Double) async throws {
        try await cosign(0, 5)
        let text = try log.note(9).description
        try folder.write(String(text.prefix(Int(Double(text.count) * part))), to: folder.file(of: log.origin) + ".new")

        try await TrialWitness.run(in: folder, signer: signer, logs: [log]) { witness async throws in
            #expect(try await witness.add(log.request(9, 12)).body == "5\n")
            #expect(try await witness.add(log.request(5, 9)).status == 200)
        }

        #expect(try folder.names == [KnownLogs.hash(of: log.origin), "lock"].sorted())
        #expect(try folder.kept(of: log.origin)?.text == log.checkpoint(9).text)
    }

    @Test("what cannot be kept is not cosigned; when it can again, it is")
    func unwritable() async throws {
        try await cosign(0, 5)
        let blocker = folder.file(of: log.origin) + ".new"
        try await TrialWitness.run(in: folder, signer: signer, logs: [log]) { witness async throws in
            // A folder with something in it stands where the new file is to be written.
            try FileManager.default.createDirectory(atPath: blocker + "/x", withIntermediateDirectories: true)
            let refused = try await witness.add(log.request(5, 9))
            let ready = try await witness.send(HTTPClientRequest(url: witness.operations + "/health/ready")).status
            try FileManager.default.removeItem(atPath: blocker)

            #expect(refused.status == 500)
            #expect(!refused.body.contains("\u{2014}"))
            #expect(ready == 503)
            #expect(try folder.kept(of: log.origin)?.text == log.checkpoint(5).text)
            #expect(try await witness.add(log.request(5, 9)).status == 200)
            #expect(try await witness.send(HTTPClientRequest(url: witness.operations + "/health/ready")).status == 200)
        }
    }

    @Test("after a failed write the disk is believed, not the memory")
    func uncertain() async throws {
        try await cosign(0, 5)
        let file = folder.file(of: log.origin)
        try await TrialWitness.run(in: folder, signer: signer, logs: [log]) { witness async throws in
            try FileManager.default.createDirectory(atPath: file + ".new/x", withIntermediateDirectories: true)
            #expect(try await witness.add(log.request(5, 9)).status == 500)
            try FileManager.default.removeItem(atPath: file + ".new")
            // As if the name had been changed after all, before the failure was told.
            try folder.write(log.note(9).adding(signer.cosign(log.note(9).text, at: 1_000)).description, to: file)

            #expect(try await witness.add(log.request(5, 7)).body == "9\n")
            #expect(try await witness.add(log.forked(at: 6).request(5, 12)).body == "9\n")
        }
    }

    @Test("a second witness in the same folder is told so, until the first is gone")
    func lock() async throws {
        try await TrialWitness.run(in: folder, signer: signer, logs: [log]) { _ async throws in
            #expect(failure(try configuration()) == .busy)
        }
        #expect(failure(try configuration()) == nil)
    }

    @Test("a folder that is not there is told")
    func noFolder() throws {
        try FileManager.default.removeItem(atPath: folder.path)
        #expect(failure(try configuration()) == .folder)
    }

    @Test("a damaged memory stops the start: it is never taken for an empty one")
    func damaged() async throws {
        try await cosign(0, 5)
        let file = folder.file(of: log.origin)
        let good = try #require(try folder.kept(of: log.origin))
        let impostor = try TrialLog()
        let texts = [
            "", "hallo", String(good.description.dropLast()), good.text, try impostor.note(5).description,
            good.description.split(separator: "5\n", maxSplits: 1).joined(separator: "4\n"),
            String(repeating: "A", count: StateFile.largest + 1),
        ]
        for text in texts {
            try folder.write(text, to: file)
            #expect(failure(try configuration()) == (text.utf8.count > StateFile.largest ? .folder : .damaged))
        }
        try folder.write(good.description, to: file)
        #expect(failure(try configuration()) == nil)
    }

    @Test("a log that changes keys keeps its history as long as the former key is listed")
    func rollover() async throws {
        try await cosign(0, 5)
        let next = try NoteSigner(generating: log.origin)
        #expect(failure(try configuration(logs: next.vkey)) == .damaged)
        #expect(failure(try configuration(logs: "\(log.signer.vkey)\n\(next.vkey)")) == nil)
    }

    @Test("a witness with a new key goes on where the old one stopped")
    func newKey() async throws {
        try await cosign(0, 5)
        let fresh = try WitnessSigner(generating: "witness.example/w2")
        try await TrialWitness.run(in: folder, signer: fresh, logs: [log]) { witness async throws in
            #expect(try await witness.add(log.request(0, 9)).body == "5\n")
            let answer = try await witness.add(log.request(5, 9))
            #expect(try witness.cosignature(in: answer, over: log.note(9)) != nil)
        }
    }

    @Test("the file is its owner's alone")
    func rights() async throws {
        try await cosign(0, 5)
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.file(of: log.origin))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test("the same request within a second is answered from memory")
    func sameSecond() async throws {
        let book = try WitnessBook(try configuration(), seconds: { 1_000 })
        let record = try #require(book.record(of: log.origin))
        let first = try await record.add(log.request(0, 5))
        let written = try FileManager.default.attributesOfItem(atPath: folder.file(of: log.origin))[.systemFileNumber] as? Int
        let second = try await record.add(log.request(5, 5))
        let after = try FileManager.default.attributesOfItem(atPath: folder.file(of: log.origin))[.systemFileNumber] as? Int

        #expect(first.cosignature != nil)
        #expect(first.cosignature == second.cosignature)
        #expect(written == after)
    }

    @Test("too many requests about one log at once are refused, not piled up")
    func crowd() async throws {
        let book = try WitnessBook(try configuration(), seconds: { 1_000 })
        let record = try #require(book.record(of: log.origin))
        let request = try log.request(0, 5)
        let outcomes = await withTaskGroup(of: String.self) { group in
            for _ in 0..<400 {
                group.addTask {
                    do {
                        return "\(try await record.add(request).outcome.status)"
                    } catch {
                        return (error as? WitnessError)?.code.description ?? "\(error)"
                    }
                }
            }
            return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }
        #expect(outcomes["200"] == 1)
        #expect(Set(outcomes.keys).isSubset(of: ["200", "409", "crowded"]))
        #expect(outcomes.values.reduce(0, +) == 400)
        #expect(try await record.add(log.request(5, 6)).outcome.status == 200)
    }

    @Test("a prefix that cannot be part of a path is told", arguments: ["w1", "/w1/", "/", "/a b", "/a//b", "/:log", "/a?b", "/é"])
    func prefixes(prefix: String) throws {
        #expect(failure(try configuration(prefix: prefix)) == .setting)
    }
}
