// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// The figures of the monitor as CSV (RFC 4180), in one table: each line one figure. The names are those of the API. A figure that
/// is not told has no value, and a remark that says why.
public enum FiguresText {
    private static let heading = ["onderwerp", "naam", "maat", "waarde", "eenheid", "periode", "opmerking"]
    /// What is counted, by the names of the API.
    private static let counted = ["meldingen", "blokkades", "opheffingen"]

    /// The text, with lines that end in CRLF.
    public static func csv(_ figures: JSON) -> String {
        let lines =
            [heading] + parties(figures) + reversals(figures) + months(figures) + years(figures) + comparison(figures)
            + kinds(figures)
            + regions(figures)
        return lines.map(TableText.line).joined()
    }

    private static func parties(_ figures: JSON) -> [[String]] {
        var lines: [[String]] = []
        for party in figures["deelnemers"]?.array ?? [] {
            let name = party["naam"]?.string ?? ""
            for (member, subject) in [("blokkeren", "tijd tot blokkade"), ("deblokkeren", "tijd tot opheffing")] {
                guard let times = party[member]?.object else { continue }
                for time in times {
                    let unit = time.key == "aantal" ? "aantal" : "milliseconden"
                    lines.append([subject, name, time.key, number(time.value), unit, "", ""])
                }
            }
            for (member, unit) in [("versies", "versies"), ("milliseconden", "milliseconden")] {
                let value = party["achterstand"]?[member]?.integer ?? 0
                lines.append(["achterstand", name, member, String(value), unit, "", ""])
            }
            lines.append(["gemist", name, "versies", String(party["gemist"]?.integer ?? 0), "versies", "", ""])
        }
        return lines
    }

    private static func reversals(_ figures: JSON) -> [[String]] {
        let steps = [
            ("totBesluit", "bezwaar tot besluit"), ("vanBesluitTotOveral", "besluit tot overal"),
            ("totOveral", "bezwaar tot overal"),
        ]
        return steps.flatMap { member, name in
            (figures["hersteld"]?[member]?.object ?? [:]).map { time in
                [
                    "ten onrechte geblokkeerd", name, time.key, number(time.value),
                    time.key == "aantal" ? "aantal" : "milliseconden", "", "",
                ]
            }
        }
    }

    private static func months(_ figures: JSON) -> [[String]] {
        (figures["maanden"]?.array ?? []).flatMap { month in
            let name = month["maand"]?.string ?? ""
            return counted.map { ["per maand", name, $0, String(month[$0]?.integer ?? 0), "aantal", name, ""] }
        }
    }

    private static func years(_ figures: JSON) -> [[String]] {
        let base = number(figures["basisjaar"])
        return (figures["jaren"]?.array ?? []).flatMap { year -> [[String]] in
            let name = number(year["jaar"])
            let isWhole = year["heel"]?.bool == true
            let remark = year["bron"]?["nl"]?.string.map { "bron: \($0)" } ?? (isWhole ? "" : "niet het hele jaar")
            let told = counted.filter { year[$0]?.integer != nil }
            let changed = counted.filter { year["verschil"]?[$0]?.integer != nil }
            return told.map { ["per jaar", name, $0, number(year[$0]), "aantal", name, remark] }
                + changed.map { ["verschil met \(base)", name, $0, number(year["verschil"]?[$0]), "promille", name, remark] }
        }
    }

    private static func comparison(_ figures: JSON) -> [[String]] {
        guard let comparison = figures["vergelijking"] else { return [] }
        let (year, base) = (number(comparison["jaar"]), number(comparison["basisjaar"]))
        func period(_ year: String) -> String {
            let months = ["vanMaand", "totEnMetMaand"].map { member -> String in
                let month = comparison[member]?.integer ?? 0
                return "\(year)-\(month < 10 ? "0" : "")\(month)"
            }
            return months.joined(separator: "/")
        }
        let areas: [(name: String, amounts: JSON)] =
            [("", comparison)] + (comparison["regios"]?.array ?? []).map { ($0["regio"]?.string ?? "", $0) }
        return areas.flatMap { area in
            counted.flatMap { member -> [[String]] in
                guard area.amounts["nu"]?[member]?.integer != nil, area.amounts["toen"]?[member]?.integer != nil else { return [] }
                return [
                    ["dezelfde maanden", area.name, member, number(area.amounts["nu"]?[member]), "aantal", period(year), ""],
                    ["dezelfde maanden", area.name, member, number(area.amounts["toen"]?[member]), "aantal", period(base), ""],
                    [
                        "verschil met \(base)", area.name, member, number(area.amounts["verschil"]?[member]), "promille",
                        period(year), "",
                    ],
                ]
            }
        }
    }

    private static func kinds(_ figures: JSON) -> [[String]] {
        (figures["soorten"]?.array ?? []).map { row in
            [
                "per soort", row["soort"]?.string ?? "", "meldingen", number(row["meldingen"]), "aantal",
                row["periode"]?.string ?? "", "",
            ]
        }
    }

    private static func regions(_ figures: JSON) -> [[String]] {
        let fewest = number(figures["ondergrens"])
        return (figures["regios"]?.array ?? []).flatMap { row in
            counted.map { member in
                let few = row["onderOndergrens"]?.array?.contains(.string(member)) == true
                let kept = row["afgeschermd"]?.array?.contains(.string(member)) == true
                return [
                    "per regio", row["regio"]?.string ?? "", member, number(row[member]), "aantal", row["periode"]?.string ?? "",
                    few ? "minder dan \(fewest)" : kept ? "afgeschermd" : "",
                ]
            }
        }
    }

    /// A whole number; empty for anything else.
    private static func number(_ json: JSON?) -> String { json?.integer.map { String($0) } ?? "" }
}
