// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Foundation

/// A server in a process of its own, on a port the system chose.
final class ServerProcess {
    let port: Int
    private let process = Process()

    init(_ kind: ServerKind, devices: Int) throws {
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["serve", kind.rawValue, "--devices", "\(devices)"]
        process.standardOutput = output
        try process.run()
        var line: [UInt8] = []
        while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") { line.append(byte) }
        guard let port = Int(String(decoding: line, as: UTF8.self)) else {
            process.terminate()
            throw ValidationError("The \(kind.rawValue) server did not begin to listen.")
        }
        self.port = port
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }
}
