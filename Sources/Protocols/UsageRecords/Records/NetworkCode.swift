// SPDX-License-Identifier: EUPL-1.2

/// The network that served a device: mobile country code and network code, 5 or 6 digits (ITU-T E.212; 3GPP TS 23.003 §12.1).
public struct NetworkCode: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// The digits with a 1 before them; 0 where the network is not known.
    package let marked: UInt32

    package init(marked: UInt32) { self.marked = marked }

    /// A network from its 5 or 6 digits; nil for anything else.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let code = DigitCode(bytes), (5...6).contains(bytes.count) else { return nil }
        marked = UInt32(code.marked)
    }

    /// The digits.
    public var digits: String { String(String(marked).dropFirst()) }

    /// By digits, shorter first.
    public static func < (left: NetworkCode, right: NetworkCode) -> Bool { left.marked < right.marked }
}
