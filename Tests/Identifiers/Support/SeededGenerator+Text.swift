// SPDX-License-Identifier: EUPL-1.2

import Trials

extension SeededGenerator {
    /// Text made of pieces that parsers of identifiers are sensitive to.
    mutating func hostileText(upTo pieces: Int) -> String {
        let alphabet = [
            "0", "1", "2", "4", "5", "8", "9", "00", "123456789", " ", "-", "/", ".", "+", "(", ")", "(0)", "*", "#", "a", "F",
            "imei-",
            "imeisv-", "mac-", "eui-", "\t", "\r\n", "\0", "é", "٣", "１", "\u{202E}", "📱",
        ]
        return (0..<Int.random(in: 0...pieces, using: &self)).map { _ in alphabet.randomElement(using: &self) ?? "" }.joined()
    }

    /// As many random digits as asked for.
    mutating func digits(_ count: Int) -> String {
        (0..<count).map { _ in String(UInt8.random(in: 0...9, using: &self)) }.joined()
    }

    /// Digits as careless people write them: with blanks and marks in between, now and then with something that is wrong.
    mutating func looseDigits(_ count: Int) -> String {
        let between = ["", "", "", "", "", "", " ", "-", ".", "/", "  ", " - "]
        let wrong = ["x", "+", "*", "٣", "-"]
        var text = (0..<count).map { _ in digits(1) + (between.randomElement(using: &self) ?? "") }.joined()
        if Int.random(in: 0..<4, using: &self) == 0 { text += wrong.randomElement(using: &self) ?? "" }
        return text
    }
}
