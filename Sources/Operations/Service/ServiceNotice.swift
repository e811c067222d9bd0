// SPDX-License-Identifier: EUPL-1.2

import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Tells the service manager how the process stands (sd_notify(3)): one datagram to the socket that `NOTIFY_SOCKET` names. Without that
/// variable nobody wants to know.
public struct ServiceNotice: Sendable {
    /// What is told.
    public enum State: Hashable, Sendable {
        /// The doors are open, or the configuration was read anew.
        case ready
        /// The configuration is being read anew.
        case reloading
        /// The process stops.
        case stopping

        /// The lines of the datagram.
        func lines(now: UInt64) -> String {
            switch self {
            case .ready: "READY=1"
            case .reloading: "RELOADING=1\nMONOTONIC_USEC=\(now)"
            case .stopping: "STOPPING=1"
            }
        }
    }

    private let address: String

    /// The manager of this process; nil when there is none.
    /// - Parameter socket: the value of `NOTIFY_SOCKET`: a path, or a name in the abstract space after `@`.
    public init?(socket: String? = ServiceNotice.named) {
        guard let socket, let first = socket.first, first == "/" || first == "@", socket.utf8.count < ServiceNotice.longest else {
            return nil
        }
        address = socket
    }

    /// What the environment names.
    public static var named: String? { getenv("NOTIFY_SOCKET").map { String(cString: $0) } }

    private static let longest = MemoryLayout.size(ofValue: sockaddr_un().sun_path)

    /// Tells it. The manager not hearing it changes nothing here.
    /// - Parameters:
    ///   - state: how the process stands.
    ///   - status: one line for people, such as what was refused.
    /// - Returns: whether it was handed over.
    @discardableResult
    public func tell(_ state: State, status: String? = nil) -> Bool {
        var text = state.lines(now: ServiceNotice.monotonicMicroseconds)
        if let status { text += "\nSTATUS=" + String(status.prefix(400).map { $0.isNewline ? " " : $0 }) }
        #if canImport(Glibc)
            let type = Int32(SOCK_DGRAM.rawValue)
        #else
            let type = SOCK_DGRAM
        #endif
        let descriptor = socket(AF_UNIX, type, 0)
        guard descriptor >= 0 else { return false }
        defer { _ = close(descriptor) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(address.utf8)
        withUnsafeMutableBytes(of: &name.sun_path) { path in
            for (index, byte) in bytes.enumerated() { path[index] = byte }
            if address.hasPrefix("@") { path[0] = 0 }
        }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count + (address.hasPrefix("@") ? 0 : 1))
        let datagram = Array(text.utf8)
        return withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                sendto(descriptor, datagram, datagram.count, 0, pointer, length) == datagram.count
            }
        }
    }

    private static var monotonicMicroseconds: UInt64 { NIODeadline.now().uptimeNanoseconds / 1000 }
}
