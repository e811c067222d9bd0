// SPDX-License-Identifier: EUPL-1.2

import Foundation

/// A PostgreSQL server of one journey, in a folder of its own, reached by a Unix socket there. A shell keeps it, and ends it when
/// this process is gone.
final class DatabaseServer {
    /// Where the server's programs are; nil when there are none.
    private static let programs: String? = {
        let root = "/usr/lib/postgresql"
        let versions = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).compactMap { Int($0) }.sorted(by: >)
        let folders = versions.filter { $0 >= 14 }.map { "\(root)/\($0)/bin" } + ["/usr/local/pgsql/bin", "/opt/homebrew/bin"]
        return folders.first { FileManager.default.isExecutableFile(atPath: $0 + "/initdb") }
    }()

    /// Whether a server can be started here; none runs as the superuser.
    static let isPossible = programs != nil && (geteuid() != 0 || Tool.isInstalled("setpriv"))

    private let folder: String
    private let server: Process
    private let leash: Pipe

    /// Runs with a server and an empty database in it.
    static func with(_ body: (DatabaseServer) async throws -> Void) async throws {
        // Short, for the name of a socket is; and not below the journey's folder, which is not open to another user.
        let folder = "/tmp/schakel-db-\(UInt32.random(in: 0...UInt32.max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let server = try await DatabaseServer(in: folder)
        do {
            try await body(server)
        } catch {
            server.stop()
            throw error
        }
        server.stop()
    }

    /// The address of the database.
    var url: String { "postgres://schakel@/hubs?host=\(folder)" }

    private init(in folder: String) async throws {
        self.folder = folder
        if geteuid() == 0, let owner = getpwnam(DatabaseServer.user) { chown(folder, owner.pointee.pw_uid, owner.pointee.pw_gid) }
        try await DatabaseServer.run(
            "initdb", ["-D", folder + "/data", "-U", "schakel", "-A", "trust", "--locale=C", "-E", "UTF8", "--no-instructions"])
        let settings = ["listen_addresses=", "unix_socket_directories=\(folder)", "shared_buffers=32MB", "max_connections=60"]
        let command = DatabaseServer.command("postgres") + ["-D", folder + "/data"] + settings.flatMap { ["-c", $0] }
        let script = "\"$@\" >\(folder)/log 2>&1 & p=$!; cat >/dev/null; kill -INT $p 2>/dev/null; wait $p"
        server = Process()
        leash = Pipe()
        server.executableURL = URL(filePath: "/bin/sh")
        server.arguments = ["-c", script, "sh"] + command
        server.currentDirectoryURL = URL(filePath: "/tmp")
        server.standardInput = leash
        server.standardOutput = FileHandle.nullDevice
        server.standardError = FileHandle.nullDevice
        try server.run()
        try await eventually("the database server") {
            (try? await DatabaseServer.run("pg_isready", ["-q", "-h", folder])) != nil
        }
        try await DatabaseServer.run("createdb", ["-h", folder, "-U", "schakel", "hubs"])
    }

    /// Stops the server: what is open is undone.
    private func stop() {
        try? leash.fileHandleForWriting.close()
        server.waitUntilExit()
    }

    private static let user = getpwnam("postgres") == nil ? "nobody" : "postgres"

    /// A program of the server, as a user that may run it.
    private static func command(_ name: String) -> [String] {
        let program = ["\(programs ?? "")/\(name)"]
        guard geteuid() == 0, let setpriv = Tool.path("setpriv") else { return program }
        return [setpriv, "--reuid", user, "--regid", user, "--clear-groups"] + program
    }

    private static func run(_ name: String, _ arguments: [String]) async throws {
        let command = command(name)
        let outcome = try await Tool.run(command[0], Array(command.dropFirst()) + arguments, limit: .seconds(60))
        guard outcome.status == 0 else { throw Unexpected("\(name): \(outcome)") }
    }
}
