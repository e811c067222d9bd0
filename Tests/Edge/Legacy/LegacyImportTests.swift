// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Foundation
import Ledger
import Testing

@testable import Edge

@Suite("What the importing side says", .timeLimit(.minutes(10)))
struct LegacyImportTests {
    private func trial(_ change: (inout LegacyConfiguration) -> Void = { _ in }) throws -> LegacyTrial {
        try LegacyTrial {
            $0.acknowledgement = .import
            change(&$0)
        }
    }

    @Test("without waiting for an import a version is carried out when it is served")
    func served() throws {
        let trial = try LegacyTrial()

        try trial.run(1, [1: "prohibited"])

        #expect(trial.carriedOut == 1)
    }

    @Test("a version is carried out when its run is, and not before; arrival is stated all the same")
    func imported() throws {
        let trial = try trial()
        try trial.run(4, [1: "prohibited"])
        #expect(trial.standing.statable?.version == 4 && trial.carriedOut == nil)

        try trial.say("o", of: 1)
        try trial.step()
        #expect(trial.carriedOut == nil, "half a word says nothing")
        try trial.say("ok\n", of: 1)
        try trial.step()
        #expect(trial.carriedOut == 4)

        try trial.run(5, [1: "prohibited", 2: "prohibited"])
        #expect(trial.standing.statable?.version == 5 && trial.carriedOut == 4, "the network still has the version before")
        try trial.say("ok\n", of: 2)
        try trial.step()
        #expect(trial.carriedOut == 5)
    }

    @Test("a failed import is told, and its version not stated, until it succeeds after all")
    func failed() throws {
        let trial = try trial()
        try trial.run(1, [1: "prohibited"])
        try trial.say("ok", of: 1)
        try trial.run(2, [2: "prohibited"])
        try trial.say("failed: no room in the register", of: 2)
        try trial.step()

        #expect(trial.carriedOut == 1)
        #expect(trial.legacy.progress.failure == "no room in the register")
        #expect(trial.legacy.json?["importFailure"]?.string == "no room in the register")
        try trial.say("ok", of: 2)
        try trial.step()
        #expect(trial.carriedOut == 2 && trial.legacy.progress.failure == nil)
    }

    @Test("what was imported is known again after a restart")
    func restarted() throws {
        let trial = try trial()
        try trial.run(1, [1: "prohibited"])
        try trial.say("ok", of: 1)
        try trial.run(2, [2: "prohibited"])
        trial.course = .init()
        trial.standing.noteImported(nil, at: .epoch)
        #expect(trial.carriedOut == nil)

        try trial.step()

        #expect(trial.carriedOut == 1)
    }

    @Test("the run that was imported last is kept as a base, however many came after it")
    func base() throws {
        let trial = try trial { $0.keep = 2 }
        try trial.run(1, [1: "prohibited"])
        try trial.say("ok", of: 1)
        for version in 2...6 { try trial.run(UInt64(version), [UInt64(version): "prohibited"]) }

        #expect(trial.numbers == [1, 5, 6])
        #expect(try trial.rows(6, "_delta_1_6_blocked.csv")?.count == 1)
    }

    @Test("an import of a version that this edge has not reached is of another time, and not stated")
    func ahead() throws {
        let trial = try trial()
        try trial.run(9, [1: "prohibited"])
        try trial.say("ok", of: 1)
        try trial.step()
        trial.publish(3, [1: "prohibited"])

        #expect(trial.carriedOut == nil)
    }

    @Test("a result that is a link or a pipe is not looked at")
    func odd() throws {
        let trial = try trial()
        try trial.run(1, [1: "prohibited"])
        try Data("ok".utf8).write(to: URL(filePath: trial.folder.file("elsewhere")))
        try FileManager.default.createSymbolicLink(atPath: trial.folder.file("1.result"), withDestinationPath: "elsewhere")
        try trial.step()
        #expect(trial.carriedOut == nil)
        try FileManager.default.removeItem(atPath: trial.folder.file("1.result"))
        #expect(mkfifo(trial.folder.file("1.result"), 0o600) == 0)

        try trial.step()

        #expect(trial.carriedOut == nil)
    }

    @Test("the program is started for a run, gets what was asked for, and its exit status is the result")
    func program() throws {
        let trial = try trial()
        let script = trial.folder.file("import")
        try script.makeProgram("printf '%s\\n' \"$@\" > \"\(trial.folder.path)/told\"")
        trial.legacy.configuration?.command = [script, "%f", "--run=%r/%v", "%d", "a b;$(x)", "%%f"]

        try trial.run(7, [1: "prohibited"])

        #expect(trial.carriedOut == 7)
        let place = trial.folder.file(trial.place(1))
        let full = try #require(FileManager.default.contentsOfDirectory(atPath: place).first { $0.hasSuffix("_blacklist.csv") })
        let told = try trial.folder.text("told").split(separator: "\n").map(String.init)
        #expect(told == ["\(place)/\(full)", "--run=1/7", place, "a b;$(x)", "%\(place)/\(full)"])
        #expect(try trial.folder.text("1.result") == "ok\n")
    }

    @Test("a program that fails is the failure of the run, with its last line, and is started again after a while")
    func failing() throws {
        let trial = try trial()
        let script = trial.folder.file("import")
        try script.makeProgram("echo x >> \"\(trial.folder.path)/count\"; echo first; echo 'no route to the register' >&2; exit 3")
        trial.legacy.configuration?.command = [script]
        trial.timekeeper.set(to: Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)))
        try trial.run(1, [1: "prohibited"])

        #expect(trial.carriedOut == nil)
        #expect(trial.legacy.progress.failure == "exit status 3: no route to the register")
        try trial.step(after: .seconds(30))
        #expect(try trial.folder.text("count") == "x\n")
        try trial.step(after: .minutes(2))
        #expect(try trial.folder.text("count") == "x\nx\n")
        try script.makeProgram("exit 0")
        try trial.step(after: .minutes(5))
        #expect(trial.carriedOut == 1)
    }

    @Test("a program that does not end is ended, with what it started, and one that is not there is told")
    func endless() throws {
        let trial = try trial { $0.timeout = .seconds(1) }
        let script = trial.folder.file("import")
        try script.makeProgram("sleep 600 & echo $! > \"\(trial.folder.path)/child\"; wait")
        trial.legacy.configuration?.command = [script]
        let start = ContinuousClock.now
        try trial.run(1, [1: "prohibited"])

        #expect(ContinuousClock.now - start < .seconds(60))
        #expect(trial.legacy.progress.failure?.contains("did not end within 1 s") == true)
        let child = try #require(Int32(trial.folder.text("child").dropLast()))
        var isThere = true
        for _ in 0..<500 where isThere {
            let state = (try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)) ?? ""
            isThere = !state.isEmpty && !state.contains(") Z")
            if isThere { usleep(20_000) }
        }
        #expect(!isThere)

        trial.legacy.configuration?.command = ["/nowhere/import"]
        trial.publish(2, [2: "prohibited"])
        try trial.step()
        let error = #expect(throws: LegacyError.self) { try trial.step(after: .seconds(6)) }
        #expect(error?.code == .command && error?.reason.contains("/nowhere/import") == true)
    }
}

extension String {
    /// Writes a shell program to this path.
    fileprivate func makeProgram(_ body: String) throws {
        try Data("#!/bin/sh\n\(body)\n".utf8).write(to: URL(filePath: self))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: self)
    }
}
