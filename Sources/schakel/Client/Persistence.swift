// SPDX-License-Identifier: EUPL-1.2

import Edge

/// Tries again while the hub is away.
enum Persistence {
    nonisolated(nonsending) static func until<Result>(_ limit: Duration = .seconds(60), _ body: () async throws -> Result)
        async throws -> Result
    {
        let deadline = ContinuousClock.now + limit
        while true {
            do {
                return try await body()
            } catch let failure as HubFailure where failure.isPassing && ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(100))
            }
        }
    }

    /// Waits until something is so.
    static func wait(_ limit: Duration = .seconds(60), for what: String, _ body: () async throws -> Bool) async throws {
        let deadline = ContinuousClock.now + limit
        while try await !body() {
            guard ContinuousClock.now < deadline else {
                throw StoryTeller.DidNotHold(description: "\(what) did not happen within \(limit)")
            }
            try await Task.sleep(for: .milliseconds(10))
        }
    }
}
