// SPDX-License-Identifier: EUPL-1.2

extension Receipt {
    /// Checks everything the receipt claims, with no other help than the keys.
    ///
    /// In this order: the checkpoint is signed by the log's key, the leaf is in the tree of that checkpoint, and payload and
    /// salt, where the receipt carries them, open the commitment in the leaf.
    ///
    /// - Throws: ``LedgerError`` with a code for each: `unknownSigner`, `wrongSignature`, `wrongOrigin` and `malformed` for the
    ///   checkpoint, `notIncluded` for the leaf, `wrongPayload` for the payload.
    public func verify(by verifiers: [NoteVerifier]) throws(LedgerError) -> VerifiedReceipt {
        let (checkpoint, signers) = try Checkpoint.open(checkpoint, by: verifiers)
        try InclusionProof(index: index, size: checkpoint.size, path: path).verify(leaf: leaf.hash, root: checkpoint.root)
        if let opening, !leaf.commitment.opens(salt: opening.salt, payload: opening.payload.canonical()) {
            throw LedgerError(
                .wrongPayload, "The payload is not what was recorded: with its salt it does not open the commitment.")
        }
        return VerifiedReceipt(
            origin: checkpoint.origin, size: checkpoint.size, index: index, leaf: leaf, payload: opening?.payload,
            signers: signers.map(\.name))
    }
}
