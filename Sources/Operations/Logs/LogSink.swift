// SPDX-License-Identifier: EUPL-1.2

import Synchronization

#if canImport(Glibc)
    @preconcurrency import Glibc
#elseif canImport(Musl)
    @preconcurrency import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file descriptor that takes log lines, each in one `write(2)`, one at a time.
///
/// It never opens or closes the descriptor and keeps nothing back: what was logged before a crash has been written.
public final class LogSink: Sendable {
    /// The process's standard error.
    public static let standardError = LogSink(descriptor: 2)

    private let descriptor: Int32
    private let dropped = Mutex<UInt64>(0)

    /// - Parameter descriptor: open for writing for as long as the sink is used.
    public init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// How many lines could not be written completely: the descriptor is closed, its disk full, or its reader too slow
    /// while it does not block. Worth a metric, for nobody can read about it in the log.
    public var droppedLines: UInt64 { dropped.withLock { $0 } }

    /// Writes one line, its line feed included. A short write is continued, an interrupted one repeated.
    func write(_ line: [UInt8]) {
        dropped.withLock { dropped in
            var rest = line[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
                if count > 0 {
                    rest = rest.dropFirst(count)
                } else if count == 0 || errno != EINTR {
                    dropped += 1
                    return
                }
            }
        }
    }
}

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
        Glibc.write(descriptor, buffer, count)
    #elseif canImport(Musl)
        Musl.write(descriptor, buffer, count)
    #else
        Darwin.write(descriptor, buffer, count)
    #endif
}
