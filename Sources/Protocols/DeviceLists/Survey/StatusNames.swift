// SPDX-License-Identifier: EUPL-1.2

/// Numbers the different status texts of a file, so that a million rows do not keep a million texts.
struct StatusNames: Sendable {
    private var names: [String] = [StolenListRow.blockingStatus]
    private var numbers: [String: UInt32] = [:]
    private static let none: UInt32 = 0
    private static let blocking: UInt32 = 1

    mutating func number(of name: String?) -> UInt32 {
        guard let name else { return Self.none }
        if name == StolenListRow.blockingStatus { return Self.blocking }
        if let number = numbers[name] { return number }
        names.append(name)
        let number = UInt32(names.count)
        numbers[name] = number
        return number
    }

    func name(of number: UInt32) -> String? { number == Self.none ? nil : names[Int(number) - 1] }

    func isBlocking(_ number: UInt32) -> Bool { number == Self.none || number == Self.blocking }
}
