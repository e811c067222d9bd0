// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// One act on its way to the sequencer: what to do, and the key under which a repetition is recognised.
struct Act: Sendable {
    /// Recognises a repeated request.
    struct Key: Sendable {
        /// Who acts and the client's own key, together.
        let text: String
        /// A digest of the request; the same key with another request is refused.
        let fingerprint: [UInt8]
    }

    /// What kind of act it is, for metrics.
    let kind: String
    /// The key, or nil when the client gave none.
    let key: Key?
    /// Decides and enters. It throws a `Refusal` when nothing is to be entered; then nothing is.
    let perform: @Sendable (ActScope) throws -> JSON

    init(_ kind: String, key: Key? = nil, perform: @escaping @Sendable (ActScope) throws -> JSON) {
        self.kind = kind
        self.key = key
        self.perform = perform
    }
}

/// What came of an act that was entered.
struct Entered: Sendable {
    /// The answer.
    let answer: JSON
    /// Whether it is the answer to an earlier, identical request.
    let isRepetition: Bool
}
