// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Foundation
import Ledger
import Testing

@testable import Edge

@Suite("Files after something went wrong", .timeLimit(.minutes(10)))
struct LegacyRecoveryTests {
    @Test("what a killed process left half done is cleared away, and the link leads to the newest run again")
    func halfDone() throws {
        let trial = try LegacyTrial()
        try trial.run(1, [1: "prohibited"])
        try trial.run(2, [1: "prohibited", 2: "prohibited"])
        let files = FileManager.default
        try files.createDirectory(atPath: trial.folder.file(".new-run/deep"), withIntermediateDirectories: true)
        try files.createDirectory(atPath: trial.folder.file(".old-listgen__x"), withIntermediateDirectories: true)
        try files.removeItem(atPath: trial.folder.file("latest"))
        try files.createSymbolicLink(atPath: trial.folder.file("latest"), withDestinationPath: trial.place(1))
        trial.course = .init()

        try trial.step()

        #expect(trial.folder.contents.filter { $0.hasPrefix(".") }.isEmpty)
        #expect(try files.destinationOfSymbolicLink(atPath: trial.folder.file("latest")) == trial.place(2))
        #expect(trial.numbers == [1, 2], "nothing changed, so there is no new run")
    }

    @Test("a run that could not be made whole is not seen, and is made when it can be")
    func interrupted() throws {
        let trial = try LegacyTrial()
        try trial.run(1, [1: "prohibited"])
        trial.publish(2, Dictionary(uniqueKeysWithValues: (0..<20_000).map { (UInt64($0), ListStatus(rawValue: "prohibited")) }))
        trial.stop.set()
        try trial.step()
        try trial.step(after: .seconds(6))

        #expect(trial.numbers == [1])
        #expect(trial.folder.contents.filter { $0.hasPrefix(".") }.isEmpty)
        #expect(trial.legacy.trouble == nil, "stopping is no trouble")
    }

    @Test("a folder that is gone is told, and used again when it is back")
    func folderGone() throws {
        let trial = try LegacyTrial { $0.folder += "/deeper" }
        trial.publish(1, [1: "prohibited"])
        let error = #expect(throws: LegacyError.self) { try trial.step() }
        #expect(error?.code == .folder && trial.legacy.trouble == error)
        #expect(trial.legacy.json?["trouble"]?.string?.contains("deeper") == true)

        try FileManager.default.createDirectory(atPath: trial.folder.file("deeper"), withIntermediateDirectories: true)
        try trial.step()

        #expect(trial.legacy.trouble == nil && trial.legacy.progress.newest?.number == 1)
    }

    @Test("a second edge on the same folder is told so")
    func taken() throws {
        let trial = try LegacyTrial()
        try trial.run(1, [1: "prohibited"])

        let error = #expect(throws: LegacyError.self) { try LegacyFolder(opening: trial.folder.path, for: "x") }

        #expect(error?.code == .taken)
    }

    @Test(
        "a kept list that was damaged is told and removed, and the next run goes on without it",
        arguments: ["", "imei,block_date,reasons\r\n", "rust"])
    func damaged(content: String) throws {
        let trial = try LegacyTrial()
        try trial.run(1, [1: "prohibited"])
        try trial.run(2, [1: "prohibited", 2: "prohibited"])
        let place = trial.place(2)
        let name = try #require(
            FileManager.default.contentsOfDirectory(atPath: trial.folder.file(place)).first { $0.hasSuffix("_blacklist.csv") })
        try Data(content.utf8).write(to: URL(filePath: trial.folder.file("\(place)/\(name)")))
        trial.publish(3, [3: "prohibited"])
        try trial.step()
        let error = #expect(throws: LegacyError.self) { try trial.step(after: .seconds(6)) }
        #expect(error?.code == .damaged)

        try trial.step(after: .seconds(1))

        #expect(trial.legacy.trouble == nil)
        #expect(trial.numbers.first == 1 && trial.numbers.count == 2 && !trial.numbers.contains(2))
        #expect(try trial.rows(trial.numbers[1], "_blacklist.csv")?.map { $0.prefix(14) } == ["00000000000003"])
    }

    @Test("numbers go on rising when runs are removed, as long as the edge runs or a result is left")
    func numbers() throws {
        let trial = try LegacyTrial()
        try trial.run(1, [1: "prohibited"])
        try trial.say("ok", of: 41)
        try trial.run(2, [2: "prohibited"])

        #expect(trial.numbers == [1, 42])
    }

    @Test("runs of another list in the folder are not taken for one's own")
    func foreign() throws {
        let trial = try LegacyTrial()
        try trial.run(1, [1: "prohibited"])
        trial.course = .init()

        let other = try LegacyFolder(opening: trial.folder.path, for: "hub.example/devices/lost")

        #expect(other.runs().isEmpty && other.highestNumber() == 1)
    }

    @Test("turned off while running, the folder is left to others; turned on again, it goes on")
    func switched() throws {
        let trial = try LegacyTrial()
        try trial.run(1, [1: "prohibited"])
        let configuration = trial.legacy.configuration
        trial.legacy.configuration = nil
        try trial.step()
        #expect(throws: Never.self) { _ = try LegacyFolder(opening: trial.folder.path, for: "x") }
        #expect(trial.legacy.json == nil)

        trial.legacy.configuration = configuration
        try trial.run(2, [2: "prohibited"])

        #expect(trial.numbers == [1, 2])
    }
}
