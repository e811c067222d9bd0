// SPDX-License-Identifier: EUPL-1.2

public import Exchange

extension Messages {
    /// How long there is for something yet, or how late it is, in words: `nog 2 dagen`, `3 uur te laat`.
    ///
    /// Minutes below an hour, hours below two days, days from there; what is begun of a unit does not count, but for the first minute.
    public func term(_ due: Instant, at now: Instant) -> String {
        let isLate = due < now
        let minutes = (isLate ? now - due : due - now).milliseconds / 60_000
        let (unit, count): (String, Int64) =
            switch minutes {
            case ..<60: ("minute", max(1, minutes))
            case ..<2_880: ("hour", minutes / 60)
            default: ("day", minutes / 1_440)
            }
        return text("term-\(isLate ? "late" : "left")-\(unit)\(count == 1 ? "" : "s")", ["n": number(count)])
    }
}
