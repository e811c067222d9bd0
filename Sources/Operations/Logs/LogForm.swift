// SPDX-License-Identifier: EUPL-1.2

/// How log lines look. The raw value is what a setting says.
public enum LogForm: String, CaseIterable, Sendable {
    /// One JSON object a line, for machines that collect logs.
    case json
    /// Time, level, label, message and `key=value` pairs, for people at a terminal.
    case plain
}
