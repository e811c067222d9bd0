// SPDX-License-Identifier: EUPL-1.2

extension Settings {
    /// The keys of settings whose value is another than before, in the order of the schema. The same value from another source is no
    /// difference.
    public func differences(from before: Settings) -> [String] {
        schema.settings.map(\.key).filter { values[$0]?.value != before.values[$0]?.value }
    }
}
