// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import FoundationEssentials
import Hub
import SQLiteStore

/// Prints who may do what.
struct AuthorisationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "authorisation",
        abstract: "Print who may do what: every route, in every role, with every right, as a page in Markdown.",
        discussion: """
            Example: schakel authorisation > authorisation.md

            It follows from the registers of this program; no hub is needed.
            """)

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("schakel-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try SQLiteStore(path: folder.appendingPathComponent("store.sqlite").path)
        let page = try await AuthorisationPage(over: store)
        print(page.markdown, terminator: "")
        try await store.close()
    }
}
