// SPDX-License-Identifier: EUPL-1.2

import Foundation

/// The program in `Tests/Conformance/golang`, which verifies a log with Go's own transparency packages, as Debian has them in
/// golang-go and golang-golang-x-mod-dev. It is compiled once for each run of the journeys.
enum Checklog {
    private static let packages = "/usr/share/gocode"

    static let isPossible =
        Tool.isInstalled("go") && FileManager.default.fileExists(atPath: packages + "/src/golang.org/x/mod/sumdb/tlog")

    private static let source = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Conformance/golang")
        .standardizedFileURL.path()

    /// Compiles it into a folder.
    /// - Returns: its path.
    static func build(in folder: String) async throws -> String {
        let program = folder + "/checklog"
        let settings = ["GO111MODULE=off", "GOPATH=\(packages)", "GOCACHE=\(folder)/go-cache", "HOME=\(folder)"]
        let built = try await Tool.run(
            named: "env", ["-C", source] + settings + ["go", "build", "-o", program, "."], limit: .seconds(120))
        guard built.status == 0 else { throw Unexpected("the verifier in Go does not compile: \(built)") }
        return program
    }
}
