// SPDX-License-Identifier: EUPL-1.2

import NIOCore
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
        let unusable = PortTaken(description: "One cannot listen on \(host), port \(port): check \(setting) and its host.")
        guard let address = try? SocketAddress.makeAddressResolvingHost(host, port: port) else { throw unusable }
        // Bound and never listened on: a client that knocks meanwhile is refused, and not accepted by nobody.
        let descriptor = socket(address.protocol == .inet6 ? AF_INET6 : AF_INET, streamType, 0)
        guard descriptor >= 0 else { throw unusable }
        defer { _ = close(descriptor) }
        var isOn: CInt = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &isOn, socklen_t(MemoryLayout<CInt>.size))
        let result = address.withSockAddr { bind(descriptor, $0, socklen_t($1)) }
        guard result == 0 else {
            guard errno == EADDRINUSE else { throw unusable }
            throw PortTaken(
                description: "Port \(port) on \(host) is in use by another program: stop it, or set \(setting) to another port.")
        }
    }

    #if canImport(Glibc)
        private static let streamType = Int32(SOCK_STREAM.rawValue)
    #else
        private static let streamType = SOCK_STREAM
    #endif
}
