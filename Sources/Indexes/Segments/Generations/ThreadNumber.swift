// SPDX-License-Identifier: EUPL-1.2

import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Numbers the threads of the process in the order in which they first ask.
@usableFromInline
enum ThreadNumber {
    private static let next = Atomic<Int>(0)

    /// The place where each thread keeps its number plus one; nil when the system has no more such places.
    private static let key: pthread_key_t? = {
        var key = pthread_key_t()
        return pthread_key_create(&key, nil) == 0 ? key : nil
    }()

    /// The number of the calling thread; 0 when threads cannot be told apart.
    @usableFromInline
    static func current() -> Int {
        guard let key else { return 0 }
        if let kept = pthread_getspecific(key) { return Int(bitPattern: kept) &- 1 }
        let number = next.add(1, ordering: .relaxed).oldValue
        pthread_setspecific(key, UnsafeRawPointer(bitPattern: number &+ 1))
        return number
    }
}
