// SPDX-License-Identifier: EUPL-1.2

import Edge
import Exchange
import Hub
import Ledger

/// The processes of the demonstration and the ways into them.
actor Demonstration {
    nonisolated let folder: String
    nonisolated let hub: Child
    private(set) var edges: [Child] = []
    private var isAt: [String: HubConnection] = [:]
    private let fixedPorts: Bool

    /// - Parameters:
    ///   - folder: an empty folder for everything.
    ///   - fixedPorts: whether to use the ports of the documentation, or any that are free.
    init(folder: String, fixedPorts: Bool) {
        self.folder = folder
        self.fixedPorts = fixedPorts
        hub = Child(
            name: "the hub",
            arguments: ["serve", "--data", folder + "/hub", "--set", "signin.by=demonstration"]
                + Demonstration.ports(["open": 8080, "parties": 8443, "operations": 8081], fixedPorts),
            logPath: folder + "/hub.log"
        )
    }

    private static func ports(_ ports: [String: Int], _ fixed: Bool) -> [String] {
        ports.sorted { $0.key < $1.key }.flatMap { ["--set", "\($0.key).port=\(fixed ? $0.value : 0)"] }
    }

    /// The credential folder of a party or a person.
    nonisolated func credentials(_ name: String) -> CredentialFolder { CredentialFolder(path: "\(folder)/credentials/\(name)") }

    /// The operator's folder.
    nonisolated var operatorFolder: CredentialFolder { CredentialFolder(path: folder + "/hub/credentials/operator") }

    /// The hub's door for everybody.
    func openDoor() async throws -> HubConnection {
        try await connection("open") { try HubConnection(to: "http://127.0.0.1:\(await self.hub.ports["open"] ?? 0)", with: nil) }
    }

    /// The parties' door, as somebody.
    func partyDoor(as name: String) async throws -> HubConnection {
        try await connection(name) { try self.credentials(name).connection() }
    }

    private func connection(_ name: String, make: () async throws -> HubConnection) async throws -> HubConnection {
        if let connection = isAt[name] { return connection }
        let connection = try await make()
        isAt[name] = connection
        return connection
    }

    /// Registers an organisation with its mandate, and certifies it: a person's certificate per staff number, or one for its
    /// system.
    func enrol(_ organisation: DemoCast.Organisation, folders: [(name: String, person: String?)]) async throws {
        let enrolment = PartyEnrolment(hub: try operatorFolder.connection(), operatorFolder: operatorFolder)
        let keys = (UUIDText.fresh(), UUIDText.fresh())
        try await Persistence.until {
            try await enrolment.register(organisation.id, name: organisation.name, roles: [organisation.role], key: keys.0)
        }
        try await Persistence.until {
            try await enrolment.grant(
                organisation.id, register: "devices", rights: organisation.rights, basis: organisation.basis, until: nil,
                key: keys.1
            )
        }
        for person in organisation.persons {
            let key = UUIDText.fresh()
            try await Persistence.until {
                try await enrolment.admit(organisation.id, person: person, rights: organisation.rights, key: key)
            }
        }
        for (name, person) in folders {
            let request = try CertificateRequest()
            let key = UUIDText.fresh()
            try await Persistence.until {
                try await enrolment.certify(
                    organisation.id, person: person, purpose: person == nil ? "randknoop" : "persoon", days: 30,
                    to: self.credentials(name),
                    request: request, key: key
                )
            }
        }
        await enrolment.hub.close()
    }

    /// Starts an edge for each provider.
    func startEdges() async throws {
        for (index, _) in DemoCast.providers.enumerated() {
            let number = index + 1
            let edge = Child(
                name: "edge \(number)",
                arguments: [
                    "edge", "--data", "\(folder)/edge-\(number)", "--set", "credential=\(credentials("provider-\(number)").path)",
                    "--set", "edge.name=edge-\(number)",
                ] + Demonstration.ports(["service": 7770 + number, "operations": 7780 + number], fixedPorts),
                logPath: "\(folder)/edge-\(number).log"
            )
            edges.append(edge)
            try await edge.start()
        }
    }

    /// The ports of the providers' 5G-EIRs.
    func servicePorts() async -> [Int] {
        var ports: [Int] = []
        for edge in edges { ports.append(await edge.ports["service"] ?? 0) }
        return ports
    }

    /// How often processes were started again.
    func restarts() async -> Int {
        var count = await hub.restarts
        for edge in edges { count += await edge.restarts }
        return count
    }

    /// Ends everything.
    func stop() async {
        for edge in edges { await edge.stop() }
        await hub.stop()
        for connection in isAt.values { await connection.close() }
    }
}
