// SPDX-License-Identifier: EUPL-1.2

import Diameter
import Glibc

/// One connection of the generator: writes requests in one piece, reads answers and checks their order.
struct GeneratedConnection {
    let socket: CInt
    private let templates: [[UInt8]]
    private var output: [UInt8] = []
    private var input = [UInt8](repeating: 0, count: 1 << 20)
    private var filled = 0
    private var asked: UInt32 = 0
    private var answered: UInt32 = 0

    init(port: Int, number: Int) throws {
        let descriptor = Glibc.socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw LoadError(reason: "Nothing listens at port \(port).") }
        var on: CInt = 1
        setsockopt(descriptor, CInt(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<CInt>.size))
        socket = descriptor
        let host = "mme\(number).\(LoadGenerator.realm)"
        // Half of the devices asked about are listed.
        templates = (0..<64).map {
            SampleMessages.check(from: host, imei: "\(35_686_800_000_000 + $0 * ($0 % 2 == 0 ? 1 : 15_001))")
        }
        output = SampleMessages.capabilities(of: host)
        try send()
        while try read(counting: false) == 0 {}
    }

    /// Sends `count` requests in one write.
    mutating func ask(_ count: Int) throws {
        guard count > 0 else { return }
        output.removeAll(keepingCapacity: true)
        for _ in 0..<count {
            let start = output.count
            output.append(contentsOf: templates[Int(asked) & 63])
            for byte in 0..<4 {
                let value = UInt8(truncatingIfNeeded: asked >> UInt32(24 - 8 * byte))
                output[start + 12 + byte] = value
                output[start + 16 + byte] = value
            }
            asked &+= 1
        }
        try send()
    }

    /// Reads what has come.
    /// - Returns: how many whole answers it was.
    mutating func read(counting: Bool = true) throws -> Int {
        let (socket, place) = (socket, filled)
        let got = input.withUnsafeMutableBytes { Glibc.read(socket, $0.baseAddress?.advanced(by: place), $0.count - place) }
        guard got > 0 else { throw LoadError(reason: "The server closed the connection.") }
        filled += got
        var offset = 0
        var count = 0
        let whole = filled
        try input.withUnsafeBytes { bytes in
            while whole - offset >= 20 {
                let length = Int(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)) & 0xFF_FFFF)
                guard length >= 20 else { throw LoadError(reason: "What came is no message.") }
                guard whole - offset >= length else { break }
                if counting {
                    let identifier = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
                    guard identifier == answered &+ UInt32(count) else { throw LoadError(reason: "An answer is out of order.") }
                }
                offset += length
                count += 1
            }
        }
        if counting { answered &+= UInt32(count) }
        if offset > 0 {
            input.withUnsafeMutableBytes { bytes in
                guard let start = bytes.baseAddress, offset < whole else { return }
                memmove(start, start.advanced(by: offset), whole - offset)
            }
            filled -= offset
        }
        return count
    }

    func close() { _ = Glibc.close(socket) }

    private func send() throws {
        var sent = 0
        while sent < output.count {
            let (socket, place) = (socket, sent)
            let count = output.withUnsafeBytes { bytes in
                Glibc.send(socket, bytes.baseAddress?.advanced(by: place), bytes.count - place, CInt(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw LoadError(reason: "The server no longer reads.") }
            sent += count
        }
    }
}
