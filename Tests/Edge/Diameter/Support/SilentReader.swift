// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// A connection that is written to as fast as it takes it, and never read from.
struct SilentReader {
    private let socket: CInt

    struct Failure: Error {}

    init(port: Int) throws {
        socket = Glibc.socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size: CInt = 4_096
        setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<CInt>.size))
        let connected = withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw Failure() }
    }

    /// Sends whole messages without waiting for room for ever: the first write that finds none gets 20 ms.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Int {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { raw in
                Glibc.send(
                    socket, raw.baseAddress?.advanced(by: sent), raw.count - sent, CInt(MSG_NOSIGNAL) | CInt(MSG_DONTWAIT))
            }
            if count > 0 {
                sent += count
            } else if errno == EAGAIN {
                usleep(20_000)
                if sent == 0 { return 0 }
            } else {
                return bytes.count
            }
        }
        return sent
    }

    func close() { _ = Glibc.close(socket) }
}
