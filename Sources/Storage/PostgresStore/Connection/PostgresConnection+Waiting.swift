// SPDX-License-Identifier: EUPL-1.2

import CPostgres
import Store

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension PostgresConnection {
    /// Sends all that is queued. What the server answers meanwhile is taken in, so that neither side waits for the other for ever.
    func flush(until deadline: ContinuousClock.Instant) throws(StoreError) {
        while true {
            switch PQflush(handle) {
            case 0: return
            case 1:
                try wait(for: POLLIN | POLLOUT, until: deadline)
                guard PQconsumeInput(handle) == 1 else { throw fail(PostgresFailure.lost) }
            default: throw fail(PostgresFailure.lost)
            }
        }
    }

    /// The next answer of libpq; nil at the end of those to one statement.
    func nextResult(until deadline: ContinuousClock.Instant) throws(StoreError) -> PostgresResult? {
        while PQisBusy(handle) == 1 {
            try wait(for: POLLIN, until: deadline)
            guard PQconsumeInput(handle) == 1 else { throw fail(PostgresFailure.lost) }
        }
        return PQgetResult(handle).map(PostgresResult.init)
    }

    /// Takes in what the server told of its own accord.
    /// - Parameter patience: how long is waited for it.
    /// - Returns: the numbers of the processes that told.
    func notifications(within patience: Duration) throws(StoreError) -> [Int32] {
        do {
            try wait(for: POLLIN, until: .now + patience, isEnd: false)
        } catch {
            throw error
        }
        guard PQconsumeInput(handle) == 1, PQstatus(handle) == CONNECTION_OK else { throw fail(PostgresFailure.lost) }
        var tellers: [Int32] = []
        while let notification = PQnotifies(handle) {
            tellers.append(notification.pointee.be_pid)
            PQfreemem(notification)
        }
        return tellers
    }

    private func wait(for events: Int32, until deadline: ContinuousClock.Instant, isEnd: Bool = true) throws(StoreError) {
        var entry = pollfd(fd: PQsocket(handle), events: Int16(events), revents: 0)
        while true {
            let left = deadline - .now
            guard left > .zero else {
                if isEnd { throw fail(PostgresFailure.silent) }
                return
            }
            let milliseconds = left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000 + 1
            let ready = poll(&entry, 1, Int32(clamping: milliseconds))
            if ready > 0 { return }
            guard ready == 0 || errno == EINTR else { throw fail(PostgresFailure.lost) }
        }
    }
}
