// SPDX-License-Identifier: EUPL-1.2

import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Says on standard error how far long work is, with an estimate: on one line of a terminal, else with a line every five seconds.
final class Progress: Sendable {
    private let isTerminal = isatty(2) == 1
    private let start = ContinuousClock.now
    private let last: Mutex<ContinuousClock.Instant>

    private let unit: String

    /// - Parameter unit: what is counted, in the plural.
    init(of unit: String) {
        self.unit = unit
        last = Mutex(start)
    }

    func show(_ done: UInt64, of total: UInt64) {
        let now = ContinuousClock.now
        let isDue = last.withLock { last in
            guard now - last >= (isTerminal ? .milliseconds(200) : .seconds(5)) else { return false }
            last = now
            return true
        }
        guard isDue, done > 0, total > 0 else { return }
        let left = (now - start) * (Double(total - done) / Double(done))
        let text = "\(done) of \(total) \(unit), about \(left.components.seconds) s left"
        Output.write(isTerminal ? "\r\(text)\u{1B}[K" : "\(text)\n", to: 2)
    }

    /// Clears the line of a terminal.
    func end() {
        if isTerminal { Output.write("\r\u{1B}[K", to: 2) }
    }
}
