// SPDX-License-Identifier: EUPL-1.2

import Foundation

/// A port that nobody has at the moment, for a door whose port is not told.
enum FreePort {
    static func any() throws -> Int {
        let descriptor = socket(AF_INET, type, 0)
        guard descriptor >= 0 else { throw Unexpected("no socket can be made") }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length) == 0 && getsockname(descriptor, address, &length) == 0
            }
        }
        guard isBound else { throw Unexpected("no port is free") }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    #if canImport(Glibc)
        private static let type = Int32(SOCK_STREAM.rawValue)
    #else
        private static let type = SOCK_STREAM
    #endif
}
