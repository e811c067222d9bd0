// SPDX-License-Identifier: EUPL-1.2

import Foundation

/// An OpenID provider of others, and a small browser that goes between it and a hub.
final class ProviderScript {
    /// The Python in which the provider is installed; nil where it is not.
    static let python: String? = {
        let root = folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let candidates = [
            ProcessInfo.processInfo.environment["SCHAKEL_PROVIDER_PYTHON"],
            root.appending(path: ".build/provider/bin/python3").path(),
        ]
        return candidates.compactMap(\.self).first { candidate in
            guard FileManager.default.isExecutableFile(atPath: candidate) else { return false }
            let process = Process()
            process.executableURL = URL(filePath: candidate)
            process.arguments = [script("identity_provider.py")]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            guard (try? process.run()) != nil else { return false }
            process.waitUntilExit()
            return process.terminationStatus == 0
        }
    }()

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(
        path: "Provider")

    private static func script(_ name: String) -> String { folder.appending(path: name).path() }

    let address: String
    private let spawned: Spawned
    private let scratch: String
    private let clientKey: String

    /// Starts the provider for a hub at an address.
    init(port: Int, hub: String, clientKey: String, scratch: String) async throws {
        guard let python = Self.python else { throw Unexpected("there is no provider on this machine") }
        address = "http://localhost:\(port)"
        self.scratch = scratch
        self.clientKey = clientKey
        let spawned = try Spawned(
            python, [Self.script("identity_provider.py"), "\(port)", hub, clientKey], logs: scratch + "/identity-provider")
        self.spawned = spawned
        try await eventually("the provider is ready", within: .seconds(90)) { spawned.output.contains("ready") }
    }

    /// Has it take another signing key into use.
    func rotate() async throws {
        let sign = clientKey + ".rotate"
        try Scratch.write("", to: sign)
        try await eventually("the provider has a new key", within: .seconds(60)) { !FileManager.default.fileExists(atPath: sign) }
    }

    /// What the browser saw.
    struct Seen {
        let status: Int
        let address: String
        let text: String
        let refresh: String
        let way: [(address: String, status: Int)]
    }

    /// Has a browser, known by its jar, go somewhere; with a name it signs in where the provider asks for it.
    func browse(_ jar: String, _ method: String = "get", _ address: String, _ more: [String] = []) async throws -> Seen {
        guard let python = Self.python else { throw Unexpected("there is no provider on this machine") }
        let outcome = try await Tool.run(
            python, [Self.script("browser.py"), "\(scratch)/\(jar).json", method, address] + more, limit: .seconds(90))
        guard outcome.status == 0 else { throw Unexpected("the browser: \(outcome)") }
        let json = try JSONText(outcome.output)
        return Seen(
            status: json["status"]?.integer ?? 0, address: json["address"]?.string ?? "", text: json["text"]?.string ?? "",
            refresh: json["refresh"]?.string ?? "",
            way: (json["way"]?.array ?? []).map { ($0["address"]?.string ?? "", $0["status"]?.integer ?? 0) })
    }

    /// The cookies that a browser has of an address.
    func cookies(_ jar: String, of authority: String) throws -> Set<String> {
        let json = try JSONText(Scratch.read("\(scratch)/\(jar).json"))
        guard case .object(let members)? = json[authority] else { return [] }
        return Set(members.keys)
    }
}
