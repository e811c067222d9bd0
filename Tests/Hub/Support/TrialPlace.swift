// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Foundation
import GRDB
import Ledger

/// Where one trial hub keeps its store, with the keys of its logs. The folder goes when the test lets go of it.
final class TrialPlace: Sendable {
    static let hub = "hub.example"

    let folder: String
    let signers: [RegisterName: NoteSigner]

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("schakel-hub-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        signers = try TrialPlace.signers()
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
        try? FileManager.default.removeItem(atPath: signed)
    }

    /// The store's file.
    var file: String { folder + "/store.sqlite" }

    /// The folder with the heads that were signed, beside the store.
    var signed: String { folder + "-signed" }

    /// Fresh keys for the logs of a hub of this name.
    static func signers(of hub: String = hub) throws -> [RegisterName: NoteSigner] {
        var signers: [RegisterName: NoteSigner] = [:]
        for log in [RegisterName.parties, .devices] { signers[log] = try NoteSigner(generating: "\(hub)/\(log)") }
        return signers
    }

    /// The number of rows of every table. Two readings that are equal mean that nothing was written in between.
    func rowCounts() throws -> [String: Int] {
        let queue = try DatabaseQueue(path: file)
        defer { try? queue.close() }
        return try queue.read { database in
            var counts: [String: Int] = [:]
            for table in try String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE type = 'table'") {
                counts[table] = try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)")
            }
            return counts
        }
    }

    /// Changes the closed store behind the hub's back.
    func tamper(_ sql: String) throws {
        let queue = try DatabaseQueue(path: file)
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }

    /// Every byte the store has on disk, its journal included.
    func bytes() throws -> [UInt8] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted().flatMap { name in
            [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
        }
    }

    /// Whether a text stands anywhere in the store's files.
    func holds(_ text: String) throws -> Bool {
        Data(try bytes()).range(of: Data(text.utf8)) != nil
    }
}
