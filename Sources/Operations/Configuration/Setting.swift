// SPDX-License-Identifier: EUPL-1.2

/// One thing an operator can set, declared once: its key, what it takes, its default and what it is for.
///
///     Setting("public.port", .port, default: "8443", "The port that parties and citizens connect to.")
///
/// The key `public.port` is `port` below `public` in the file, `SCHAKEL_PUBLIC_PORT` in the environment and `--set public.port=…`
/// as a flag.
public struct Setting: Equatable, Sendable {
    /// Lower-case words of letters, digits, `_` and `-`, separated by dots.
    public let key: String
    /// What a value must look like.
    public let kind: SettingKind
    /// The value when nobody gives one, written as an operator would; `nil` when there is none.
    public let defaultText: String?
    /// What it is for, in full sentences.
    public let description: String
    /// Whether the value must never be shown, not even in a fault.
    public let isSecret: Bool
    /// Whether loading fails when nobody gives a value and there is no default.
    public let isRequired: Bool

    /// Declares a setting; see the properties. Mistakes in a declaration are reported when settings are loaded.
    public init(
        _ key: String,
        _ kind: SettingKind,
        default defaultText: String? = nil,
        _ description: String,
        isSecret: Bool = false,
        isRequired: Bool = false
    ) {
        self.key = key
        self.kind = kind
        self.defaultText = defaultText
        self.description = description
        self.isSecret = isSecret
        self.isRequired = isRequired
    }

    /// The variable that sets it: `SCHAKEL_PUBLIC_PORT`.
    public var environmentName: String {
        SettingsSchema.environmentPrefix
            + String(decoding: key.utf8.map { Self.isSeparator($0) ? UInt8(ascii: "_") : Self.upper($0) }, as: UTF8.self)
    }

    /// The flag that sets it: `--set public.port`.
    public var flagName: String { "--set \(key)" }

    /// Whether the key is written as it must be.
    var hasLegalKey: Bool {
        key.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { word in
            guard let first = word.first, Self.isLower(first) else { return false }
            return word.allSatisfy { Self.isLower($0) || Self.isDigit($0) || $0 == 0x5F || $0 == 0x2D }
        }
    }

    private static func isSeparator(_ byte: UInt8) -> Bool { byte == 0x2E || byte == 0x2D || byte == 0x5F }

    private static func isLower(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private static func upper(_ byte: UInt8) -> UInt8 { isLower(byte) ? byte - 0x20 : byte }
}
