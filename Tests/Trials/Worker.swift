// SPDX-License-Identifier: EUPL-1.2

import Glibc

/// A thread of its own, that the test waits for.
public final class Worker {
    private final class Work {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    private var thread = pthread_t()

    /// Begins to run `body`.
    public init(_ body: @escaping @Sendable () -> Void) {
        pthread_create(
            &thread, nil,
            { raw in
                if let raw { Unmanaged<Work>.fromOpaque(raw).takeRetainedValue().body() }
                return nil
            }, Unmanaged.passRetained(Work(body)).toOpaque())
    }

    /// Waits for its end.
    public func join() { pthread_join(thread, nil) }
}
