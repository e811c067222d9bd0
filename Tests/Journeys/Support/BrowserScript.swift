// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Pages

/// The parts in `Tests/Browser`, which drive a real browser against the program under test.
enum BrowserScript {
    /// The Python in which the driver and the judges of pages are installed; nil where one of them, or the browser, is missing.
    static let python: String? = {
        let candidates = [
            ProcessInfo.processInfo.environment["SCHAKEL_BROWSER_PYTHON"],
            root.appending(path: ".build/browser/bin/python3").path(),
        ]
        return candidates.compactMap(\.self).first { candidate in
            guard FileManager.default.isExecutableFile(atPath: candidate) else { return false }
            let process = Process()
            process.executableURL = URL(filePath: candidate)
            process.arguments = [script]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            guard (try? process.run()) != nil else { return false }
            process.waitUntilExit()
            return process.terminationStatus == 0
        }
    }()

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardizedFileURL
    private static let script = root.appending(path: "Tests/Browser/run.py").path()
    /// Where pictures of what did not hold are left: they outlast the journey.
    static let evidence = root.appending(path: ".build/browser-evidence").path()

    /// Plays a part, with a hub of its own, to its end.
    /// - Returns: its status, 0 when everything held, and what it told of each step.
    static func play(_ part: String, limit: Duration = .seconds(600)) async throws -> Outcome {
        guard let python else { throw Unexpected("there is no browser to drive on this machine") }
        return try await Scratch.with { folder in
            let places = folder + "/places.json"
            let paths = Dictionary(
                uniqueKeysWithValues: Place.allCases.map { place in
                    let inEach = Language.allCases.map { ($0.rawValue, place.path(in: $0)) }
                    return (place.rawValue, Dictionary(uniqueKeysWithValues: inEach))
                })
            try JSONEncoder().encode(paths).write(to: URL(filePath: places))
            return try await Tool.run(
                named: "env", ["SCHAKEL_BROWSER_EVIDENCE=\(evidence)", python, script, Program.path, places, folder, part],
                limit: limit)
        }
    }
}
