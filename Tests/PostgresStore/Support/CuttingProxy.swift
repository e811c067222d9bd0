// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Synchronization

/// Stands between a store and its server, and cuts the line of the connection that writes at a COMMIT.
///
/// It reads the client's messages (PostgreSQL, chapter 55.7) as far as it needs: a COMMIT is the execution of a statement with that
/// text.
final class CuttingProxy: Sendable {
    /// When the line is cut.
    enum Cut: Sendable {
        /// Instead of passing on the COMMIT: the server undoes the transaction.
        case before
        /// When the COMMIT is passed on, without passing on the answer.
        case after
    }

    /// The folder in which it listens, as a server's socket folder.
    let folder: String
    private let server: PostgresServer
    private let listener: Int32
    private let armed = Mutex<(cut: Cut, then: @Sendable () -> Void)?>(nil)
    private let isOpen = Atomic(true)
    private let accepted = Atomic<Int>(0)

    init(to server: PostgresServer) throws {
        self.server = server
        folder = "/tmp/schakel-proxy-\(UInt32.random(in: 0...UInt32.max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        listener = try CuttingProxy.socket(at: folder + "/.s.PGSQL.5432") { bind($0, $1, $2) }
        guard listen(listener, 16) == 0 else { throw ServerFailure(reason: "The proxy cannot listen.") }
        Thread { [self] in serve() }.start()
    }

    /// The address of a database by way of this proxy.
    func url(_ database: String) -> String { "postgres://schakel@/\(database)?host=\(folder)" }

    /// Cuts at the next COMMIT of the writer, and then does something.
    func arm(_ cut: Cut, then: @Sendable @escaping () -> Void = {}) { armed.withLock { $0 = (cut, then) } }

    /// Whether the line was cut since it was armed.
    var hasCut: Bool { armed.withLock { $0 == nil } }

    /// How many connections were made to it.
    var connections: Int { accepted.load(ordering: .relaxed) }

    /// Lets no more connections through.
    func close() {
        isOpen.store(false, ordering: .relaxed)
        shutdown(listener, Int32(SHUT_RDWR))
        try? FileManager.default.removeItem(atPath: folder)
    }

    private func serve() {
        while isOpen.load(ordering: .relaxed) {
            let client = accept(listener, nil, nil)
            guard client >= 0 else { break }
            accepted.wrappingAdd(1, ordering: .relaxed)
            guard
                let upstream = try? CuttingProxy.socket(at: "\(server.folder)/.s.PGSQL.\(server.port)", { connect($0, $1, $2) })
            else {
                Foundation.close(client)
                continue
            }
            let line = Line(client: client, upstream: upstream)
            Thread { [self] in relay(line) }.start()
            Thread { line.answer() }.start()
        }
        Foundation.close(listener)
    }

    /// Passes the client's messages on, until the line is cut.
    private func relay(_ line: Line) {
        defer { line.cut() }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var pending: [UInt8] = []
        var reader = MessageReader()
        var cutting: (@Sendable () -> Void)?
        while true {
            let count = read(line.client, &buffer, buffer.count)
            guard count > 0 else { return }
            pending += buffer[..<count]
            var passed = 0
            while let (message, isCommit) = reader.next(in: pending[passed...]) {
                if reader.isWriter, isCommit,
                    let (cut, then) = armed.withLock({ armed in
                        defer { armed = nil }
                        return armed
                    })
                {
                    guard cut == .after else { return then() }
                    line.isMute.store(true, ordering: .sequentiallyConsistent)
                    cutting = then
                }
                guard CuttingProxy.send(message, to: line.upstream) else { return }
                passed += message.count
                if let cutting, message.first == UInt8(ascii: "S") {
                    usleep(100_000)
                    return cutting()
                }
            }
            pending.removeFirst(passed)
        }
    }

    fileprivate static func send(_ bytes: ArraySlice<UInt8>, to socket: Int32) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private static func socket(
        at path: String, _ use: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) throws -> Int32 {
        let socket = Foundation.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix(107)) }
        let length = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { use(socket, $0, length) }
        }
        guard result == 0 else {
            Foundation.close(socket)
            throw ServerFailure(reason: "The socket \(path) cannot be used.")
        }
        return socket
    }
}

/// One connection through the proxy.
private final class Line: Sendable {
    let client: Int32
    let upstream: Int32
    /// Whether the server's answers are held back.
    let isMute = Atomic(false)

    init(client: Int32, upstream: Int32) {
        self.client = client
        self.upstream = upstream
    }

    /// Passes the server's answers on.
    func answer() {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(upstream, &buffer, buffer.count)
            if isMute.load(ordering: .sequentiallyConsistent), count > 0 { continue }
            guard count > 0, CuttingProxy.send(buffer[..<count], to: client) else { break }
        }
        if !isMute.load(ordering: .sequentiallyConsistent) { shutdown(client, Int32(SHUT_RDWR)) }
    }

    func cut() {
        shutdown(client, Int32(SHUT_RDWR))
        shutdown(upstream, Int32(SHUT_RDWR))
    }
}

/// Cuts a client's bytes into messages, and knows which of them executes a COMMIT.
private struct MessageReader {
    private var hasBegun = false
    private var commits: Set<[UInt8]> = []
    /// Whether the client says that it is a store's writer.
    private(set) var isWriter = false

    /// The next whole message, if it is there.
    mutating func next(in bytes: ArraySlice<UInt8>) -> (message: ArraySlice<UInt8>, isCommit: Bool)? {
        let head = hasBegun ? 1 : 0
        guard bytes.count >= head + 4 else { return nil }
        let length = bytes.dropFirst(head).prefix(4).reduce(0) { $0 << 8 | Int($1) } + head
        guard bytes.count >= length else { return nil }
        let message = bytes.prefix(length)
        let body = message.dropFirst(head + 4)
        guard hasBegun else {
            hasBegun = true
            isWriter = String(decoding: body, as: UTF8.self).contains("schakel writer")
            return (message, false)
        }
        let words = body.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false).map(Array.init)
        switch message.first {
        case UInt8(ascii: "P") where words.count > 1 && words[1] == Array("COMMIT".utf8): commits.insert(words[0])
        case UInt8(ascii: "B") where words.count > 1: return (message, commits.contains(words[1]))
        default: break
        }
        return (message, false)
    }
}
