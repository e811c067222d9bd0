// SPDX-License-Identifier: EUPL-1.2

public import Exchange
import Ledger

extension Messages {
    /// A day: `21 november 2026`.
    public func day(_ date: CivilDate) -> String {
        text("day", ["day": String(date.day), "month": self["month-\(date.month)"], "year": String(date.year)])
    }

    /// A moment on Dutch clocks: `21 november 2026, 14:05`.
    public func moment(_ moment: Instant) -> String {
        let civil = DutchTime.civil(of: moment)
        let minute = civil.minute < 10 ? "0\(civil.minute)" : "\(civil.minute)"
        return text("moment", ["day": day(civil.date), "time": "\(civil.hour):\(minute)"])
    }

    /// A moment that is written by RFC 3339; as it is when it is none.
    func moment(_ text: String?) -> String {
        guard let text else { return "" }
        return Instant(rfc3339: text).map { moment($0) } ?? text
    }

    /// When a fact was stated, with a mark when a person did, without an edge's proof.
    func stated(_ standing: JSON) -> String {
        let when = moment(standing["vastgelegd"]?.string)
        return standing["metDeHand"]?.bool == true ? text("by-hand-mark", ["what": when]) : when
    }

    /// How long something takes, in the unit that fits: `350 ms`, `2,4 s`, `5 min`.
    public func span(milliseconds: Int64) -> String {
        let ms = max(0, milliseconds)
        switch ms {
        case ..<1_000: return text("span-milliseconds", ["n": String(ms)])
        case ..<60_000: return text("span-seconds", ["n": decimal(ms / 100)])
        case ..<3_600_000: return text("span-minutes", ["n": decimal(ms / 6_000)])
        case ..<172_800_000: return text("span-hours", ["n": decimal(ms / 360_000)])
        default: return text("span-days", ["n": String(ms / 86_400_000)])
        }
    }

    /// A whole number with its thousands apart: `1.234.567`, `1,234,567`.
    public func number(_ number: Int64) -> String {
        let digits = Array(String(number.magnitude))
        var text = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += self["thousands"] }
            text.append(digit)
        }
        return text
    }

    /// A difference in promille as a percentage with its sign: `+2,5%`, `−9,1%`.
    public func change(promille: Int64) -> String {
        let size = decimal(Int64(clamping: promille.magnitude)) + "%"
        return promille == 0 ? size : (promille > 0 ? "+" : "−") + size
    }

    /// Tenths as a number with one digit behind the comma, or none when that would be 0.
    private func decimal(_ tenths: Int64) -> String {
        tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10)\(self["decimal"])\(tenths % 10)"
    }
}
