// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Ledger

/// A process of the demonstration: started, watched, and started again when it dies before its time.
///
/// After the first start it keeps its ports, so that whoever talks to it finds it again.
actor Child {
    let name: String
    private let arguments: [String]
    private let logPath: String
    private var process: Process?
    private var isStopping = false
    private var waiters: [CheckedContinuation<Void, any Error>] = []
    /// The ports by name, once it was ready.
    private(set) var ports: [String: Int] = [:]
    /// How often it was started again.
    private(set) var restarts = 0

    init(name: String, arguments: [String], logPath: String) {
        self.name = name
        self.arguments = arguments
        self.logPath = logPath
    }

    /// A child that did not come up.
    struct Failed: Error, CustomStringConvertible {
        let description: String
    }

    /// Starts it and waits until it is ready.
    func start() async throws {
        try launch()
        try await withCheckedThrowingContinuation { waiters.append($0) }
    }

    /// Ends it for good.
    func stop() {
        isStopping = true
        process?.terminate()
        process?.waitUntilExit()
    }

    private func launch() throws {
        let process = Process()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments =
            arguments + ports.sorted { $0.key < $1.key }.flatMap { ["--set", "\($0.key).port=\($0.value)"] } + [
                "--leave-with-parent"
            ]
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        if !FileManager.default.fileExists(atPath: logPath) { _ = FileManager.default.createFile(atPath: logPath, contents: nil) }
        let log = try FileHandle(forWritingTo: URL(filePath: logPath))
        try log.seekToEnd()
        process.standardError = log
        process.terminationHandler = { [weak self] process in
            let (status, wasKilled) = (process.terminationStatus, process.terminationReason == .uncaughtSignal)
            Task { await self?.ended(status, wasKilled: wasKilled) }
        }
        let lines = LineCollector { line in Task { await self.heard(line) } }
        output.fileHandleForReading.readabilityHandler = { handle in
            let data = handle.availableData
            if data.isEmpty { handle.readabilityHandler = nil } else { lines.take(Array(data)) }
        }
        try process.run()
        self.process = process
    }

    private func heard(_ line: [UInt8]) {
        guard let ready = try? JSON(parsing: line), ready["ready"]?.bool == true, let members = ready.object else { return }
        for member in members {
            if let port = member.value.integer { ports[member.key] = Int(port) }
        }
        for waiter in waiters { waiter.resume() }
        waiters = []
    }

    /// A process that was killed is started again, and one that ended after it was ready; one that gives up at its start is not.
    private func ended(_ status: Int32, wasKilled: Bool) async {
        guard !isStopping else { return }
        restarts += 1
        guard restarts <= 200, wasKilled || !ports.isEmpty else {
            let failure = Failed(description: "\(name) ended with status \(status) and does not come up; see \(logPath).")
            for waiter in waiters { waiter.resume(throwing: failure) }
            waiters = []
            return
        }
        try? await Task.sleep(for: .milliseconds(200))
        guard !isStopping else { return }
        try? launch()
    }
}

/// Cuts bytes into lines.
private final class LineCollector: @unchecked Sendable {
    private var pending: [UInt8] = []
    private let emit: @Sendable ([UInt8]) -> Void

    init(emit: @escaping @Sendable ([UInt8]) -> Void) { self.emit = emit }

    func take(_ bytes: [UInt8]) {
        for byte in bytes {
            guard byte == 0x0A else {
                pending.append(byte)
                continue
            }
            emit(pending)
            pending = []
        }
    }
}
