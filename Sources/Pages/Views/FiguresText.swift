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
        return lines.map(TableText.line).joined()
    }
}
