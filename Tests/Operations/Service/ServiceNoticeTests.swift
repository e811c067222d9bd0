// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Operations
import Testing

@Suite("Telling the service manager")
struct ServiceNoticeTests {
    /// A socket as a service manager has one.
    private final class Manager {
        let descriptor: Int32

        init(at name: String) throws {
            #if canImport(Glibc)
                descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
            #else
                descriptor = socket(AF_UNIX, SOCK_DGRAM, 0)
            #endif
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            let bytes = Array(name.utf8)
            withUnsafeMutableBytes(of: &address.sun_path) { path in
                for (index, byte) in bytes.enumerated() { path[index] = byte == UInt8(ascii: "@") && index == 0 ? 0 : byte }
            }
            let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count + (name.hasPrefix("@") ? 0 : 1))
            let result = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
            }
            try #require(result == 0)
        }

        deinit { close(descriptor) }

        func receive() -> String {
            var bytes = [UInt8](repeating: 0, count: 2_048)
            let count = recv(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
            return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        }
    }

    @Test("by a path or by a name in the abstract space, one datagram each", arguments: [false, true])
    func told(isAbstract: Bool) throws {
        let name = "\(isAbstract ? "@" : "/tmp/")schakel-\(UUID().uuidString)"
        let manager = try Manager(at: name)
        defer { unlink(name) }
        let notice = try #require(ServiceNotice(socket: name))

        #expect(notice.tell(.ready))
        #expect(manager.receive() == "READY=1")
        #expect(notice.tell(.reloading, status: "two\nlines"))
        let lines = manager.receive().split(separator: "\n")
        #expect(lines.count == 3 && lines[0] == "RELOADING=1" && lines[2] == "STATUS=two lines")
        #expect(UInt64(lines[1].dropFirst("MONOTONIC_USEC=".count)) ?? 0 > 0)
        #expect(notice.tell(.stopping))
        #expect(manager.receive() == "STOPPING=1")
    }

    @Test("without a manager nothing is told, and one that is gone changes nothing")
    func nobody() throws {
        for socket in [nil, "", "relative", String(repeating: "/x", count: 100)] { #expect(ServiceNotice(socket: socket) == nil) }
        let gone = try #require(ServiceNotice(socket: "/tmp/schakel-\(UUID().uuidString)"))

        #expect(!gone.tell(.ready))
    }
}
