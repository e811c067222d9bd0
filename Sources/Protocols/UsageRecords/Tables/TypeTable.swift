// SPDX-License-Identifier: EUPL-1.2

public import Identifiers

/// Which type allocation codes exist and what devices under them can do: read from a file in the form of the GSMA's, columns separated by
/// `|`, of which `TAC`, `Manufacturer`, `Model_Name` and `Bands` are used.
public struct TypeTable: Sendable {
    /// The most types of one table.
    public static let most = 5_000_000

    private var codes: [UInt32] = []
    private var abilities: [UInt8] = []

    /// Reads a table. Rows may be in any order; a code that comes twice can do what either row says.
    ///
    /// Devices of the same manufacturer and model can do what any of their codes can: makers put variants of a model under several codes, and
    /// DIRBS takes them together too. Where manufacturer or model is empty, or the bands tell nothing, nothing is known.
    /// - Throws: ``UsageError`` that names the first row that cannot be used.
    public init(_ bytes: [UInt8]) throws(UsageError) {
        var positions: (code: Int, manufacturer: Int, model: Int, bands: Int)?
        var rows: [(code: UInt32, model: Int32, ability: UInt8)] = []
        var models: [String: Int32] = [:]
        var byModel: [UInt8] = []
        let separator = UInt8(ascii: "|")
        try TableLines.each(of: bytes) { line, number throws(UsageError) in
            guard let known = positions else {
                let names = TableLines.names(line, by: separator)
                guard let code = names.firstIndex(of: "tac"), let manufacturer = names.firstIndex(of: "manufacturer"),
                    let model = names.firstIndex(of: "model_name"), let bands = names.firstIndex(of: "bands")
                else {
                    throw UsageError(
                        .header, "The first line of a table of types names TAC, Manufacturer, Model_Name and Bands, separated by |."
                    )
                }
                positions = (code, manufacturer, model, bands)
                return
            }
            let fields = TableLines.fields(line, by: separator)
            guard fields.count > max(known.code, known.manufacturer, known.model, known.bands),
                fields[known.code].count == 8, let code = DigitCode(fields[known.code])
            else {
                throw UsageError(.row, "Line \(number) has no TAC of eight digits, or too few columns; mend it or leave it out.")
            }
            let ability = TypeTable.generations(of: String(decoding: fields[known.bands], as: UTF8.self)).rawValue
            var model: Int32 = -1
            if !fields[known.manufacturer].isEmpty, !fields[known.model].isEmpty {
                let name = String(decoding: fields[known.manufacturer] + [0] + fields[known.model], as: UTF8.self)
                model = models[name] ?? Int32(byModel.count)
                if model == byModel.count {
                    models[name] = model
                    byModel.append(0)
                }
                byModel[Int(model)] |= ability
            }
            rows.append((UInt32(code.number), model, ability))
            guard rows.count <= TypeTable.most else {
                throw UsageError(.tooLarge, "The table has more than \(TypeTable.most) rows; is it a table of types?")
            }
        }
        guard positions != nil else { throw UsageError(.empty, "The table of types is empty; its first line names its columns.") }
        rows.sort { $0.code < $1.code }
        for row in rows {
            let ability = row.model < 0 ? 0 : byModel[Int(row.model)]
            if codes.last == row.code {
                abilities[codes.count - 1] |= ability
            } else {
                codes.append(row.code)
                abilities.append(ability)
            }
        }
    }

    /// How many codes there are.
    public var count: Int { codes.count }

    /// What devices of a type can do: nil when there is no such type, empty when nothing is known of it.
    public func generations(of tac: TAC) -> Generations? {
        var (lower, upper) = (0, codes.count)
        while lower < upper {
            let middle = (lower + upper) / 2
            if codes[middle] < tac.value { lower = middle + 1 } else { upper = middle }
        }
        guard lower < codes.count, codes[lower] == tac.value else { return nil }
        return Generations(rawValue: abilities[lower])
    }

    /// The generations that the bands of a type belong to, by the words with which DIRBS tells them, and `NR` and `5G` for the fifth.
    static func generations(of bands: String) -> Generations {
        var found: Generations = []
        let text = " \(bands) "
        func holds(_ words: [String]) -> Bool { words.contains { text.contains($0) } }
        if holds(["GSM", "GPRS", "EDGE", " CDMA "]) { found.insert(.second) }
        if holds(["HSPA", "HSUPA", "HSDPA", "EVDO", "WCDMA", "UMTS", "TDS-CDMA", "TD-SCDMA", "CDMA2000"]) { found.insert(.third) }
        if holds(["LTE", "CA_", "DC_", "WiMAX", "UMB"]) { found.insert(.fourth) }
        if holds(["NR", "5G"]) { found.insert(.fifth) }
        return found
    }
}
