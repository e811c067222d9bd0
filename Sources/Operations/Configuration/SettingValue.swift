// SPDX-License-Identifier: EUPL-1.2

/// A checked value: texts, choices and paths; numbers, ports and spans in milliseconds; flags; lists.
enum SettingValue: Equatable, Sendable {
    case text(String)
    case number(Int64)
    case flag(Bool)
    case list([String])
}
