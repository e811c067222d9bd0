// SPDX-License-Identifier: EUPL-1.2

extension LogVerifier {
    /// Checks that a payload and its salt are what a leaf commits to. Whoever holds an export of payloads checks it along with
    /// the log:
    ///
    ///     LogVerifier(source: source, verifiers: [key], judgement: { index, leaf in
    ///         openings[index].flatMap { LogVerifier.check(opening: $0, at: index, leaf: leaf) }
    ///     })
    ///
    /// - Returns: a fault `wrongPayload` when they are not, else nil.
    public static func check(opening: Receipt.Opening, at index: UInt64, leaf: Leaf) -> LogFault? {
        check(payload: opening.payload.canonical(), salt: opening.salt, at: index, leaf: leaf)
    }

    /// Checks a payload in the bytes in which it was recorded.
    ///
    /// - Returns: a fault `wrongPayload` when it is not what the leaf commits to, else nil.
    public static func check(payload: some Collection<UInt8>, salt: Salt, at index: UInt64, leaf: Leaf) -> LogFault? {
        guard !leaf.commitment.opens(salt: salt, payload: payload) else { return nil }
        return LogFault(
            .wrongPayload, at: TilePath.ofBundle(withEntry: index), entry: index,
            "The payload is not what was recorded: with its salt it does not open the commitment.")
    }
}
