// SPDX-License-Identifier: EUPL-1.2

/// A public holiday on one day of one year, with its name to show.
public struct Holiday: Hashable, Sendable {
    /// The day on which it is kept.
    public let date: CivilDate

    /// Its Dutch name, such as `Tweede paasdag`.
    public let dutchName: String

    /// Its English name, such as `Easter Monday`.
    public let englishName: String

    /// A holiday kept on `date`, by its Dutch and English names.
    public init(date: CivilDate, dutchName: String, englishName: String) {
        self.date = date
        self.dutchName = dutchName
        self.englishName = englishName
    }
}
