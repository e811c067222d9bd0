// SPDX-License-Identifier: EUPL-1.2

extension FigureRule {
    /// What in the rule cannot work in a register with these kinds of report.
    func contradictions(among reports: some Collection<ReportKind>) -> [String] {
        var found: [String] = []
        for kind in kinds where !reports.contains(kind) { found.append("figures: there is no report \(kind)") }
        if Set(kinds).count != kinds.count { found.append("figures: a kind is counted twice") }
        if kinds.contains(FigureRule.otherKind) { found.append("figures: \(FigureRule.otherKind) is what is counted together") }
        if regions.isEmpty != (regionMember == nil) { found.append("figures: regions need a member that names them, and it them") }
        if Set(regions.map(\.code)).count != regions.count { found.append("figures: a region is there twice") }
        var owners: [String: RegionCode] = [:]
        for region in regions {
            if region.code == .other { found.append("figures: \(RegionCode.other) is what is in none of the regions") }
            for name in Set(region.names.map(FigureRule.folded)).sorted() {
                if name.isEmpty { found.append("figures: a spelling of the region \(region.code) is empty") }
                if let owner = owners.updateValue(region.code, forKey: name), owner != region.code {
                    found.append("figures: \(name) is \(owner) as well as \(region.code)")
                }
            }
        }
        if fewest < 1 { found.append("figures: nothing can be fewer than \(fewest)") }
        if Set(published.map(\.year)).count != published.count { found.append("figures: a year was published twice") }
        for year in published where year.reports < 0 || year.source.dutch.isEmpty || year.source.english.isEmpty {
            found.append("figures: what was published of \(year.year) has no number or no source")
        }
        return found
    }
}
