// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// Receipts, in the form of c2sp.org/tlog-proof.
struct ReceiptTarget: FuzzTarget {
    let name = "receipt"
    let longest = 4_096
    let words = ["c2sp.org/tlog-proof@v1\n", "extra ", "index ", "\n\n", "\u{2014} hub.example/devices tSVXPA", "\r\n", "\u{301}"]

    func seeds() throws -> [[UInt8]] {
        let receipts = [
            try SampleLog.short.receipt(of: 0, at: 1, isOpen: true), try SampleLog.short.receipt(of: 3, at: 5, isOpen: false),
            try SampleLog.long.receipt(of: 5, at: 600, isOpen: true), try SampleLog.long.receipt(of: 599, at: 600, isOpen: false),
        ]
        return receipts.map { $0.description.input }
    }

    func attempt(_ bytes: [UInt8]) {
        guard let text = String(input: bytes), let receipt = try? Receipt(parsing: text) else { return }
        claim(receipt.description.input == bytes, "a receipt has one form")
        claim(receipt.path.count <= 64, "a path is no higher than a tree")
        examine(receipt)
        // The same with a checkpoint that is signed whatever it says.
        guard let note = try? SignedNote(signing: receipt.checkpoint.text, with: [SampleKeys.log]) else { return }
        examine(Receipt(leaf: receipt.leaf, opening: receipt.opening, index: receipt.index, path: receipt.path, checkpoint: note))
    }

    private func examine(_ receipt: Receipt) {
        guard let verified = try? receipt.verify(by: SampleKeys.trusted) else { return }
        claim(verified.index < verified.size, "what a receipt proves is in the log")
        claim(verified.origin == SampleKeys.origin, "a receipt is of a trusted log")
        claim(verified.leaf == receipt.leaf && verified.payload == receipt.opening?.payload, "what is verified is what was read")
        guard let opening = receipt.opening else { return }
        claim(receipt.leaf.commitment.opens(salt: opening.salt, payload: opening.payload.canonical()), "the payload is the leaf's")
    }
}
