// SPDX-License-Identifier: EUPL-1.2

public import Identifiers

/// A small table of real TACs, to make examples and test lists that look like the world. It is no register of
/// devices: the GSMA keeps that one, and a TAC that is not in here means nothing.
public enum TypeAllocationCodes {
    /// All codes of the table, in ascending order, none twice.
    public static let all: [TypeAllocation] = parse(typeAllocationTable)

    /// What the table says of a TAC, or nil when it is not in there.
    public static func allocation(of tac: TAC) -> TypeAllocation? { byCode[tac] }

    private static let byCode = Dictionary(all.map { ($0.tac, $0) }, uniquingKeysWith: { first, _ in first })

    /// Reads lines `manufacturer|model|code code…`; lines and codes of another shape are left out.
    static func parse(_ table: String) -> [TypeAllocation] {
        var found: [TAC: TypeAllocation] = [:]
        for line in table.split(separator: "\n") {
            let parts = line.split(separator: "|", omittingEmptySubsequences: false)
            guard parts.count == 3 else { continue }
            for code in parts[2].split(separator: " ") {
                guard code.utf8.count == 8, let tac = UInt32(code).flatMap(TAC.init(value:)), found[tac] == nil else { continue }
                found[tac] = TypeAllocation(tac: tac, manufacturer: String(parts[0]), model: String(parts[1]))
            }
        }
        return found.values.sorted { $0.tac < $1.tac }
    }
}
