// SPDX-License-Identifier: EUPL-1.2

import Dispatch

/// Lets one side wait, in the middle of a transaction, for the other to pass. A wait ends after ten seconds, so that no failure
/// hangs.
final class Turnstile: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    /// Lets one waiting side go on.
    func open() { semaphore.signal() }

    /// Waits to be let on.
    /// - Returns: whether that happened in time.
    func pass() -> Bool { semaphore.wait(timeout: .now() + 60) == .success }
}
