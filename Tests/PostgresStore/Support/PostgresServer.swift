// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Synchronization
import Testing

/// A PostgreSQL server of the tests' own, in a temporary folder, reached by a Unix socket there. It ends with the tests, however
/// they end: it is kept by a shell that lives as long as this process keeps a pipe open.
final class PostgresServer: Sendable {
    private struct Running {
        let process: Process
        let leash: FileHandle
    }

    /// Where the server's programs are; nil when there are none.
    static let programs: String? = {
        let root = "/usr/lib/postgresql"
        let versions = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).compactMap { Int($0) }.filter {
            $0 >= 14
        }
        let folders = versions.sorted(by: >).map { "\(root)/\($0)/bin" } + ["/usr/local/pgsql/bin", "/opt/homebrew/bin"]
        return folders.first { FileManager.default.isExecutableFile(atPath: $0 + "/initdb") }
    }()

    /// The data of a server that was just made and never started.
    private static let template = Result {
        let made = try PostgresServer(emptyNamed: "template")
        try made.run(
            "initdb", "-D", made.data, "-U", "schakel", "-A", "trust", "--locale=C", "-E", "UTF8", "--no-instructions", "--no-sync")
        return made
    }

    private func copyData(to other: PostgresServer) throws {
        let copying = Process()
        copying.executableURL = URL(filePath: "/bin/cp")
        copying.arguments = ["-a", data, other.data]
        try copying.run()
        copying.waitUntilExit()
        guard copying.terminationStatus == 0 else { throw ServerFailure(reason: "The data of a server cannot be copied.") }
    }

    /// Whether servers can be started here.
    static let isThere = programs != nil

    /// The server that most tests share.
    static let shared = Result { try PostgresServer(named: "shared") }

    /// The folder of the server: data, socket and log.
    let folder: String
    /// The number in the socket's name.
    let port = 5432
    private let running = Mutex<Running?>(nil)

    /// Where the data is.
    var data: String { folder + "/data" }

    /// Makes and starts a server.
    convenience init(named name: String, settings: [String: String] = [:]) throws {
        try self.init(emptyNamed: name)
        // Made once, and copied for every further server: making one takes seconds.
        try PostgresServer.template.get().copyData(to: self)
        try configure(settings)
        try start()
    }

    /// Where servers live: in memory when there is room, for a hundred databases are tens of thousands of files to be synchronised.
    private static let place: String = {
        var room = statvfs()
        guard statvfs("/dev/shm", &room) == 0, access("/dev/shm", W_OK) == 0,
            UInt64(room.f_bavail) * UInt64(room.f_frsize) > 3 << 30
        else { return "/tmp" }
        return "/dev/shm"
    }()

    /// Makes a folder for a server, without any data.
    init(emptyNamed name: String) throws {
        folder =
            "\(PostgresServer.place)/schakel-pg-\(ProcessInfo.processInfo.processIdentifier)-\(name)-\(UInt32.random(in: 0...UInt32.max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        if geteuid() == 0, let user = getpwnam("postgres") ?? getpwnam("nobody") {
            chown(folder, user.pointee.pw_uid, user.pointee.pw_gid)
        }
        PostgresServer.folders.withLock { folders in
            if folders.isEmpty { atexit { PostgresServer.removeFolders() } }
            folders.append(folder)
        }
    }

    deinit {
        try? stop()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Adds to the server's settings.
    func configure(_ settings: [String: String]) throws {
        let all = [
            "listen_addresses": "", "unix_socket_directories": folder, "max_connections": "200", "fsync": "on",
            "shared_buffers": "64MB",
            "lc_messages": "C", "log_min_messages": "warning",
        ].merging(settings) { $1 }
        let file = try #require(FileHandle(forWritingAtPath: data + "/postgresql.conf"))
        try file.seekToEnd()
        try file.write(contentsOf: Data(all.map { "\($0.key) = '\($0.value)'\n" }.joined().utf8))
        try file.close()
    }

    /// Starts the server and waits until it can be used.
    func start() throws {
        let pipe = Pipe()
        let script = #"exec 3>&1; "$@" >>"$LOG" 2>&1 & p=$!; cat >/dev/null; kill -INT $p 2>/dev/null; wait $p"#
        let process = try PostgresServer.process(
            ["/bin/sh", "-c", script, "sh"] + [try program("postgres"), "-D", data], log: folder + "/log")
        process.standardInput = pipe
        try process.run()
        running.withLock { $0 = Running(process: process, leash: pipe.fileHandleForWriting) }
        for _ in 0..<300 {
            if (try? run("pg_isready", "-q", "-h", folder, "-t", "1")) != nil { return }
            usleep(50_000)
        }
        throw ServerFailure(
            reason: "The server does not start:\n\((try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? "")")
    }

    /// Stops the server in order: open transactions are undone.
    func stop() throws {
        guard
            let running = running.withLock({ running in
                defer { running = nil }
                return running
            })
        else { return }
        try running.leash.close()
        running.process.waitUntilExit()
    }

    /// Ends the server and all its processes at once, as a power failure would.
    func kill() throws {
        let pid = try pid
        let children = (try? PostgresServer.output(["/bin/ps", "-o", "pid=", "--ppid", "\(pid)"])) ?? ""
        for process in [pid] + children.split(whereSeparator: \.isWhitespace).compactMap({ Int32($0) }) {
            Foundation.kill(process, SIGKILL)
        }
        try stop()
        try? FileManager.default.removeItem(atPath: data + "/postmaster.pid")
    }

    /// The number of the server's first process.
    var pid: Int32 {
        get throws {
            let text = try String(contentsOfFile: data + "/postmaster.pid", encoding: .utf8)
            return try #require(text.split(separator: "\n").first.flatMap { Int32($0) })
        }
    }

    /// Runs one of the server's programs as the user that has the data.
    @discardableResult
    func run(_ name: String, _ arguments: String...) throws -> String {
        try PostgresServer.output([try program(name)] + arguments)
    }

    /// Runs SQL as the superuser and gives what it prints: rows by line, columns by `|`.
    @discardableResult
    func sql(_ text: String, in database: String = "postgres") throws -> String {
        try run("psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", folder, "-U", "schakel", "-d", database, "-c", text)
    }

    /// The address of a database.
    func url(_ database: String, user: String = "schakel") -> String {
        "postgres://\(user)@/\(database)?host=\(folder)&port=\(port)"
    }

    private func program(_ name: String) throws -> String {
        guard let programs = PostgresServer.programs else { throw ServerFailure(reason: "There is no PostgreSQL here.") }
        return programs + "/" + name
    }

    // MARK: Processes

    private static let folders = Mutex<[String]>([])

    private static func removeFolders() {
        if case .success(let server) = shared { try? server.stop() }
        for folder in folders.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: folder) }
    }

    /// A process under the user that may run a server: not the superuser.
    private static func process(_ command: [String], log: String = "/dev/null") throws -> Process {
        let user = getpwnam("postgres") == nil ? "nobody" : "postgres"
        let prefix = geteuid() == 0 ? ["/usr/bin/setpriv", "--reuid", user, "--regid", user, "--clear-groups"] : []
        let process = Process()
        let command = prefix + command
        process.executableURL = URL(filePath: command[0])
        process.arguments = Array(command.dropFirst())
        process.currentDirectoryURL = URL(filePath: "/tmp")
        process.environment = ["PATH": "/usr/bin:/bin", "LOG": log, "LC_ALL": "C", "HOME": "/tmp"]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return process
    }

    private static func output(_ command: [String]) throws -> String {
        let process = try process(command)
        let output = Pipe()
        let errors = Pipe()
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let complaint = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw ServerFailure(reason: "\(command[0]) failed: \(complaint)") }
        return text.trimmingCharacters(in: .newlines)
    }
}

/// Why a server of the tests does not do what it should.
struct ServerFailure: Error, CustomStringConvertible {
    let reason: String
    var description: String { reason }
}
