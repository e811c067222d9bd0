// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Ledger

/// An HTTP/2 client that is not ours: curl, with prior knowledge, as a network function would talk to a 5G-EIR.
enum CurlClient {
    struct Missing: Error, CustomStringConvertible {
        let description = "curl is needed to ask the providers independently: install it (apt-get install curl)."
    }

    /// What a 5G-EIR answers for a PEI: the status word, the cause of a problem, or nil when there was no answer.
    static func equipmentStatus(_ pei: String, port: Int) async throws -> String? {
        let process = Process()
        guard
            let path = ["/usr/bin/curl", "/usr/local/bin/curl", "/bin/curl"].first(where: {
                FileManager.default.isExecutableFile(atPath: $0)
            })
        else { throw Missing() }
        process.executableURL = URL(filePath: path)
        process.arguments = [
            "--silent", "--http2-prior-knowledge", "--max-time", "5",
            "http://127.0.0.1:\(port)/n5g-eir-eic/v1/equipment-status?pei=\(pei)",
        ]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        return try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { _ in
                let bytes = Array(output.fileHandleForReading.readDataToEndOfFile())
                let answer = try? JSON(parsing: bytes)
                continuation.resume(returning: answer?["status"]?.string ?? answer?["cause"]?.string)
            }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
    }
}
