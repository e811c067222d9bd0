// SPDX-License-Identifier: EUPL-1.2

import NIOCore
import NIOPosix

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Looks whether a port is free before a service is built on it, so that the error can name the setting.
enum PortCheck {
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
