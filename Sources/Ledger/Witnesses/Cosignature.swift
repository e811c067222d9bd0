// SPDX-License-Identifier: EUPL-1.2

/// That a witness has seen a checkpoint, and when (c2sp.org/tlog-cosignature).
public struct Cosignature: Hashable, Sendable {
    /// The key of the witness.
    public let witness: WitnessVerifier
    /// When, in seconds since 1970: at that time it knew no larger checkpoint of the log.
    public let time: UInt64
}

extension SignedNote {
    /// The cosignatures under this note by witnesses that are known here.
    ///
    /// Signatures by other keys are ignored, as anybody may add lines. One wrong cosignature by a known witness rejects the whole
    /// note. Of several by one witness the latest counts. This says nothing about the log's own signature.
    ///
    /// - Returns: each witness at most once, in the order of the signatures.
    /// - Throws: ``LedgerError`` `wrongSignature`.
    public func cosignatures(by witnesses: [WitnessVerifier]) throws(LedgerError) -> [Cosignature] {
        var found: [Cosignature] = []
        for signature in signatures {
            // Two keys can share name and identifier, as the latter is short: then the signature must fit one of them.
            let candidates = witnesses.filter { $0.made(signature) }
            guard !candidates.isEmpty else { continue }
            let fitting = candidates.lazy.compactMap { witness in
                witness.time(of: signature, over: text).map { Cosignature(witness: witness, time: $0) }
            }
            guard let cosignature = fitting.first else {
                throw LedgerError(
                    .wrongSignature, "The cosignature of \(signature.name) does not fit the text: one of them was changed.")
            }
            if let known = found.firstIndex(where: { $0.witness == cosignature.witness }) {
                if found[known].time < cosignature.time { found[known] = cosignature }
            } else {
                found.append(cosignature)
            }
        }
        return found
    }
}
