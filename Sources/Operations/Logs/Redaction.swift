// SPDX-License-Identifier: EUPL-1.2

/// Which metadata never reaches a log in clear: identifiers of people and devices, and secrets.
///
/// It looks at keys, not at values or messages, so write what varies into metadata and never into the message.
public enum Redaction {
    /// What stands in the place of a value.
    public static let placeholder = "[redacted]"

    /// The keys whose values are replaced, in lower case and without separators.
    ///
    /// Case and separators do not matter (`first-name`, `firstName`), nor does a plural `s`, and in a compound key one such
    /// word suffices (`old_imei`, `clientSecret`), except for the words of ``wholeKeys``.
    public static let forbiddenKeys: Set<String> = [
        "imei", "imeisv", "imsi", "iccid", "msisdn", "pei", "supi", "suci", "gpsi", "eid", "subject", "phone", "phonenumber",
        "email", "mail", "name", "firstname", "lastname", "fullname", "surname", "username", "givenname", "familyname",
        "birthdate", "bsn", "iban", "secret", "token", "password", "passphrase", "authorization", "cookie", "credential",
        "apikey", "privatekey", "salt",
    ]

    /// Words that are personal alone but ordinary in a compound, such as `host_name` or `mail_queue`.
    public static let wholeKeys: Set<String> = ["name", "subject", "mail"]

    /// Whether the value under `key` must be replaced. Dots in a key separate parts that are judged one by one.
    public static func isForbidden(_ key: String) -> Bool {
        key.utf8.split(separator: UInt8(ascii: ".")).contains { isForbidden(part: $0) }
    }

    private static func isForbidden(part: Substring.UTF8View) -> Bool {
        let words = words(of: part)
        if matches(words.joined()) { return true }
        return words.contains { !wholeKeys.contains(singular($0)) && matches($0) }
    }

    private static func matches(_ word: String) -> Bool {
        forbiddenKeys.contains(word) || forbiddenKeys.contains(singular(word))
    }

    private static func singular(_ word: String) -> String {
        word.hasSuffix("s") ? String(word.dropLast()) : word
    }

    /// The words of `clientSecret`, `client_secret` or `IMEIList`, in lower case.
    private static func words(of part: Substring.UTF8View) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        func close() {
            if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
            word.removeAll(keepingCapacity: true)
        }
        let bytes = Array(part)
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                let afterLower = index > 0 && !isUpper(bytes[index - 1])
                let endsAcronym = index + 1 < bytes.count && isLower(bytes[index + 1])
                if afterLower || endsAcronym { close() }
                word.append(byte | 0x20)
            case UInt8(ascii: "a")...UInt8(ascii: "z"):
                word.append(byte)
            default:
                close()
            }
        }
        close()
        return words
    }

    private static func isUpper(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") }

    private static func isLower(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") }
}
