// SPDX-License-Identifier: EUPL-1.2

import Trials

extension SeededGenerator {
    /// A text of up to `length` scalars, most of them from `alphabet`, some from anywhere in Unicode.
    mutating func text(upTo length: Int, alphabet: String) -> String {
        let known = Array(alphabet.unicodeScalars)
        var scalars = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...length, using: &self) {
            if Int.random(in: 0..<12, using: &self) == 0,
                let any = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &self))
            {
                scalars.append(any)
            } else if let scalar = known.randomElement(using: &self) {
                scalars.append(scalar)
            }
        }
        return String(scalars)
    }
}
