// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// Keeps a number of requests under way on every connection, from one thread, and counts the answers.
///
/// The same for both servers: it cuts what comes back into messages by their length and looks whether each answers the request it
/// should, by its Hop-by-Hop Identifier.
struct LoadGenerator {
    /// The realm that is asked.
    static let realm = "epc.mnc001.mcc204.3gppnetwork.org"

    private var connections: [GeneratedConnection]
    private let depth: Int

    /// Connects, and has each connection introduce itself.
    init(port: Int, connections count: Int, depth: Int) throws {
        self.depth = depth
        connections = try (0..<count).map { try GeneratedConnection(port: port, number: $0) }
    }

    /// Asks for a while.
    /// - Returns: answers per second.
    mutating func run(seconds: Double) throws -> Double {
        defer { for connection in connections { connection.close() } }
        for place in connections.indices { try connections[place].ask(depth) }
        var waiting = connections.map { pollfd(fd: $0.socket, events: Int16(POLLIN), revents: 0) }
        let start = ContinuousClock.now
        let end = start + .seconds(seconds)
        var answers = 0
        while ContinuousClock.now < end {
            guard poll(&waiting, nfds_t(waiting.count), 1_000) > 0 else {
                throw LoadError(reason: "No answer came within a second.")
            }
            for place in connections.indices where waiting[place].revents != 0 {
                let arrived = try connections[place].read()
                answers += arrived
                try connections[place].ask(arrived)
            }
        }
        let elapsed = (ContinuousClock.now - start) / .seconds(1)
        return Double(answers) / elapsed
    }
}

/// The measurement failed.
struct LoadError: Error, CustomStringConvertible {
    /// What is wrong.
    let reason: String
    var description: String { reason }
}
