// SPDX-License-Identifier: EUPL-1.2

/// Waits until something is so; throws when it is not within the limit.
func eventually(_ what: String, within limit: Duration = .seconds(15), _ condition: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + limit
    while try await !condition() {
        guard ContinuousClock.now < deadline else { throw Unexpected("\(what): not within \(limit)") }
        try await Task.sleep(for: .milliseconds(20))
    }
}
