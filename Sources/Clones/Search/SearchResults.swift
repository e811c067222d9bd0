// SPDX-License-Identifier: EUPL-1.2

import Identifiers
import UsageRecords

/// Gathers what is found part by part, in drawers, until it is known which rules and types cannot be believed.
struct SearchResults {
    /// So many findings or exceptions are kept before they are put away.
    private static let block = 4_096

    private let policy: ClonePolicy
    private var findings: [Finding] = []
    private var exceptions: [OwnerException] = []
    private var findingDrawers: [Int] = []
    private var exceptionDrawers: [Int] = []
    private var devices = 0
    private var byRule: [CloneRule: Int] = [:]
    private var byType: [TAC: (able: Int, impossible: Int)] = [:]
    private var crowded: [DeviceCode] = []

    init(policy: ClonePolicy) { self.policy = policy }

    /// Opens drawers for a part.
    mutating func begin(_ shelf: inout some Shelf) {
        findingDrawers.append(shelf.open())
        exceptionDrawers.append(shelf.open())
    }

    /// Whether it is time to put away what was found.
    var isDue: Bool { findings.count >= SearchResults.block || exceptions.count >= SearchResults.block }

    /// Notes the device that was judged last.
    mutating func note(_ judge: borrowing DeviceJudge) {
        guard let device = judge.device else { return }
        devices += 1
        if let imei = judge.imei, let able = judge.able, !able.isEmpty, !judge.seenOn.isEmpty {
            byType[imei.tac, default: (0, 0)].able += 1
            if judge.isOnImpossibleTechnology { byType[imei.tac, default: (0, 0)].impossible += 1 }
        }
        let found = judge.findings(of: device)
        guard !found.isEmpty else { return }
        for finding in found { byRule[finding.rule, default: 0] += 1 }
        findings += found
        if judge.subscriptions.isCrowded, crowded.count < 1_000 { crowded.append(device) }
        if found.contains(where: { !$0.rule.hasNoOwner }) {
            exceptions += judge.owners.exceptions(for: device, among: judge.subscriptions.all)
        }
    }

    /// Puts away what was found.
    mutating func flush(_ shelf: inout some Shelf) throws(SearchError) {
        guard let findingDrawer = findingDrawers.last, let exceptionDrawer = exceptionDrawers.last else { return }
        try SearchResults.put(&findings, in: findingDrawer, of: &shelf)
        try SearchResults.put(&exceptions, in: exceptionDrawer, of: &shelf)
    }

    /// Ends a part.
    mutating func end(_ shelf: inout some Shelf) throws(SearchError) { try flush(&shelf) }

    private static func put<Element: BitwiseCopyable>(
        _ elements: inout [Element], in drawer: Int, of shelf: inout some Shelf
    ) throws(SearchError) {
        var failure: SearchError?
        elements.withUnsafeBytes { bytes in
            do throws(SearchError) {
                try shelf.append(bytes, to: drawer)
            } catch {
                failure = error
            }
        }
        elements.removeAll(keepingCapacity: true)
        if let failure { throw failure }
    }

    /// Hands over what can be believed, in order.
    func handOver(
        of shelf: some Shelf, summary: inout SearchSummary, found: (Finding) throws(SearchError) -> Void,
        excepted: (OwnerException) throws(SearchError) -> Void
    ) throws(SearchError) {
        let doubted = doubtedTypes
        summary.devices = devices
        summary.doubtedTypes = doubted.sorted()
        summary.crowded = crowded.sorted()
        if devices >= policy.leastForMatching {
            summary.withheld = byRule.filter { Double($0.value) > Double(devices) * policy.mostMatching }
        }
        var findings = try SortedDrawers<Finding>(findingDrawers, room: 65_536, of: shelf)
        var exceptions = try SortedDrawers<OwnerException>(exceptionDrawers, room: 65_536, of: shelf)
        var exception = try exceptions.next(of: shelf)
        var next = try findings.next(of: shelf)
        var kept: [Finding] = []
        while let first = next {
            kept.removeAll(keepingCapacity: true)
            while let finding = next, finding.device == first.device {
                if isBelieved(finding, withheld: summary.withheld, doubted: doubted) { kept.append(finding) }
                next = try findings.next(of: shelf)
            }
            guard !kept.isEmpty else { continue }
            summary.found += 1
            for finding in kept {
                summary.findings[finding.rule, default: 0] += 1
                try found(finding)
            }
            let hasNoOwner = kept.contains { $0.rule.hasNoOwner }
            while let one = exception, one.device < first.device { exception = try exceptions.next(of: shelf) }
            while let one = exception, one.device == first.device {
                exception = try exceptions.next(of: shelf)
                guard !hasNoOwner else { continue }
                summary.exceptions[one.ground, default: 0] += 1
                try excepted(one)
            }
        }
    }

    private func isBelieved(_ finding: Finding, withheld: [CloneRule: Int], doubted: Set<TAC>) -> Bool {
        guard withheld[finding.rule] == nil else { return false }
        guard finding.rule == .technology, let tac = finding.device.imei?.tac else { return true }
        return !doubted.contains(tac)
    }

    /// The types of which too many devices were on an impossible technology.
    private var doubtedTypes: Set<TAC> {
        Set(
            byType.filter {
                $0.value.able >= policy.technologyLeastOfType
                    && Double($0.value.impossible) > Double($0.value.able) * policy.technologyMostOfType
            }.map(\.key))
    }
}
