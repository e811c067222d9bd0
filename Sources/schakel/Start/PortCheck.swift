// SPDX-License-Identifier: EUPL-1.2

import NIOCore
import NIOPosix
import Operations

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Looks whether a port is free before a service is built on it, so that the error can name the setting.
enum PortCheck {
    /// Looks at the doors of a process: each has settings `<door>.host` and `<door>.port`.
    static func free(_ doors: [String], _ settings: Settings) async throws {
        var seen: [Int: String] = [:]
        for door in doors {
            let port = try settings.port("\(door).port")
            if port != 0, let other = seen[port] {
                throw PortTaken(
                    description: "Port \(port) is set for both \(other).port and \(door).port: give each a port of its own.")
            }
            seen[port] = door
            try await free(host: try settings.text("\(door).host"), port: port, setting: "\(door).port")
        }
    }

    static func free(host: String, port: Int, setting: String) async throws {
        guard port != 0 else { return }
        do {
            let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .bind(host: host, port: port).get()
            try await channel.close()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw PortTaken(
                description: "Port \(port) on \(host) is in use by another program: stop it, or set \(setting) to another port.")
        } catch {
            throw PortTaken(description: "One cannot listen on \(host), port \(port): check \(setting) and its host.")
        }
    }
}
