// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

extension HubCore {
    /// Keeps that somebody reads something of cases, and returns when that is durable. What was read may be shown only then: no reading
    /// without its line.
    ///
    /// One case is one line. Several are as many lines under one more, for a line is about one person at most; a search that finds
    /// nothing has only that one.
    /// - Parameters:
    ///   - activity: for what it is read.
    ///   - cases: the cases of which something is shown.
    ///   - register: their register.
    ///   - warrant: on what the reading stands.
    ///   - call: the request.
    ///   - trace: the processing that it belongs to, where one call notes more than once; nil for that of the call, or a fresh one.
    ///   - begun: when it began.
    /// - Throws: `StoreError` or `Refusal` when the line could not be written; then nothing may be shown.
    func note(
        _ activity: ReadingActivity, of cases: [CaseID], in register: any Register, by warrant: Warrant, for call: Call,
        trace: [UInt8]? = nil, since begun: Instant
    ) async throws {
        let policy = register.policy
        let trace = trace ?? call.trace?.trace ?? HubSecrets.randomBytes(16)
        let subjects = cases.map { secrets.subjectCode(of: $0) }
        let foreign = call.trace?.span
        _ = try await sequencer.submit(
            Act("reading") { scope in
                func line(_ subject: [UInt8]?, parent: [UInt8]?) -> StoredReading {
                    StoredReading(
                        register: policy.register, startedAt: begun, span: HubSecrets.randomBytes(8), trace: trace, parent: parent,
                        foreignSpan: parent == nil ? foreign : nil, endedAt: max(begun, scope.now), operation: call.operation,
                        activity: activity.identifier(in: policy), subject: subject, warrant: warrant)
                }
                let first = line(subjects.count == 1 ? subjects[0] : nil, parent: nil)
                let others = subjects.count > 1 ? subjects.map { line($0, parent: first.span) } : []
                try scope.writer.add([first] + others)
                return [:]
            }
        )
    }
}

extension HubSecrets {
    /// So many random bytes.
    static func randomBytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }
}
