// SPDX-License-Identifier: EUPL-1.2

extension SignedNote {
    /// Checks the signatures by keys that are trusted here.
    ///
    /// Signatures by other keys are ignored, so that keys can be rolled over and witnesses can sign along. A key matches by name
    /// *and* identifier. One wrong signature by a trusted key rejects the whole note.
    ///
    /// - Returns: the trusted keys that signed, each once, in the order of the signatures.
    /// - Throws: ``LedgerError`` `wrongSignature`, or `unknownSigner` when no trusted key signed.
    @discardableResult
    public func verified(by verifiers: [NoteVerifier]) throws(LedgerError) -> [NoteVerifier] {
        var signers: [NoteVerifier] = []
        for signature in signatures {
            // Two keys can share name and identifier, as the latter is short: then the signature must fit one of them.
            let candidates = verifiers.filter { $0.isUsable && $0.made(signature) }
            guard !candidates.isEmpty else { continue }
            guard let signer = candidates.first(where: { $0.accepts(signature, over: text) }) else {
                throw LedgerError(
                    .wrongSignature, "The signature of \(signature.name) does not fit the text: one of them was changed."
                )
            }
            if !signers.contains(signer) { signers.append(signer) }
        }
        guard !signers.isEmpty else {
            throw LedgerError(
                .unknownSigner, "None of the keys trusted here signed this; ask the log's operator for its key.")
        }
        return signers
    }
}
