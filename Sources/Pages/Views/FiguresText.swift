// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// The figures of the monitor as CSV (RFC 4180), in one table: each line one figure. The names are those of the API.
public enum FiguresText {
    /// The text, with lines that end in CRLF.
    public static func csv(_ figures: JSON) -> String {
        var lines = [["onderwerp", "naam", "maat", "waarde", "eenheid"]]
        for party in figures["deelnemers"]?.array ?? [] {
            let name = party["naam"]?.string ?? ""
            for (member, subject) in [("blokkeren", "tijd tot blokkade"), ("deblokkeren", "tijd tot opheffing")] {
                guard let times = party[member]?.object else { continue }
                for time in times {
                    let unit = time.key == "aantal" ? "aantal" : "milliseconden"
                    lines.append([subject, name, time.key, time.value.integer.map { String($0) } ?? "", unit])
                }
            }
            for (member, unit) in [("versies", "versies"), ("milliseconden", "milliseconden")] {
                let value = party["achterstand"]?[member]?.integer ?? 0
                lines.append(["achterstand", name, member, String(value), unit])
            }
            lines.append(["gemist", name, "versies", String(party["gemist"]?.integer ?? 0), "versies"])
        }
        for month in figures["maanden"]?.array ?? [] {
            for member in ["meldingen", "blokkades", "opheffingen"] {
                lines.append([
                    "per maand", month["maand"]?.string ?? "", member, String(month[member]?.integer ?? 0), "aantal",
                ])
            }
        }
        return lines.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }

    /// A cell. What a spreadsheet would take for a formula begins with an apostrophe.
    private static func cell(_ text: String) -> String {
        let isFormula = text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
        let safe = isFormula && Int(text) == nil ? "'" + text : text
        guard safe.utf8.contains(where: { ",\"\r\n".utf8.contains($0) }) else { return safe }
        // By bytes: a quotation mark with an accent is no quotation mark to Swift.
        let doubled = safe.utf8.flatMap { $0 == UInt8(ascii: "\"") ? [$0, $0] : [$0] }
        return "\"" + String(decoding: doubled, as: UTF8.self) + "\""
    }
}
