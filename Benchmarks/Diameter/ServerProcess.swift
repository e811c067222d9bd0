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

    /// The processor time it has used, in seconds, by its threads and for it by the system.
    var processorTime: Double {
        let text = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8)) ?? ""
        // After the name in brackets; the times are the 12th and 13th field from there, in hundredths of a second.
        let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
        return (user + system) / 100
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }
}
