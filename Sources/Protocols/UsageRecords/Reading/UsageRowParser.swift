// SPDX-License-Identifier: EUPL-1.2

/// Turns one line into a record, or into what is wrong with it. Allocates nothing but for a fault.
struct UsageRowParser: Sendable {
    let columns: [UsageColumn]
    let cells: CellPlaces?
    let network: NetworkCode?
    let home: HomeNetworks

    /// Reads one line.
    /// - Parameters:
    ///   - counts: what was read so far; this line is added.
    ///   - refuse: takes each fault of the line.
    /// - Returns: the record, or nil when the line has a fault or no IMEI.
    @inline(__always)
    func parse(_ line: Span<UInt8>, counts: inout UsageCounts, refuse: (UsageFault.Kind) -> Void) -> UsageRecord? {
        var draft = Draft()
        var scan = FieldScan()
        var count = 0
        while let field = scan.next(in: line) {
            guard count < columns.count else {
                count += 1
                continue
            }
            take(field, as: columns[count], in: line, into: &draft)
            count += 1
        }
        guard !scan.isBroken, count == columns.count else {
            refuse(scan.isBroken ? .quoting : .columnCount)
            counts.refused += 1
            return nil
        }
        if draft.faults.isEmpty {
            if draft.day == nil { draft.faults.insert(.date) }
            if (draft.latitude == nil) != (draft.longitude == nil) { draft.faults.insert(.place) }
        }
        guard draft.faults.isEmpty, let day = draft.day else {
            for kind in UsageFault.Kind.allCases where draft.faults.contains(kind) { refuse(kind) }
            counts.refused += 1
            return nil
        }
        note(draft, in: &counts)
        guard let device = draft.device else { return nil }
        counts.records += 1
        let place = draft.place
        if draft.second != UsageRecord.noSecond, place.latitude != UsageRecord.noPlace { counts.placed += 1 }
        return UsageRecord(
            device: device, day: day, rawSecond: draft.second, rawIMSI: draft.imsi.marked, rawMSISDN: draft.msisdn.marked,
            rawNetwork: draft.network == 0 ? network?.marked ?? 0 : draft.network, rawLatitude: place.latitude,
            rawLongitude: place.longitude, technologies: draft.technologies)
    }

    /// What a row says, as far as it was read.
    private struct Draft {
        var device: DeviceCode?
        var day: UsageDay?
        var second = UsageRecord.noSecond
        var imsi = DigitCode.none
        var msisdn = DigitCode.none
        var network: UInt32 = 0
        var technologies: Technologies = []
        var latitude: Int32?
        var longitude: Int32?
        var ofCell: Place?
        var hasUnknownCell = false
        var faults: Set<UsageFault.Kind> = []

        /// The coordinates of the row before those of its cell.
        var place: (latitude: Int32, longitude: Int32) {
            if let latitude, let longitude { return (latitude, longitude) }
            if let ofCell { return (ofCell.latitude, ofCell.longitude) }
            return (UsageRecord.noPlace, 0)
        }
    }

    @inline(__always)
    private func take(
        _ field: Range<Int>, as column: UsageColumn, in line: Span<UInt8>, into draft: inout Draft
    ) {
        let range = trimmed(field, in: line)
        guard !range.isEmpty else { return }
        func fault(_ kind: UsageFault.Kind) {
            draft.faults.insert(kind)
        }
        switch column {
        case .date:
            draft.day = range.count == 8 ? UsageRowParser.number(range, in: line).flatMap { UsageDay(number: $0) } : nil
            if draft.day == nil { fault(.date) }
        case .imei:
            draft.device = DeviceCode(line, range)
            if draft.device == nil { fault(.imei) }
        case .imsi:
            if let code = UsageRowParser.digits(range, in: line) { draft.imsi = code } else { fault(.imsi) }
        case .msisdn:
            if let code = UsageRowParser.digits(range, in: line) { draft.msisdn = code } else { fault(.msisdn) }
        case .rat:
            if let found = UsageRowParser.technologies(range, in: line) { draft.technologies = found } else { fault(.rat) }
        case .time:
            if let second = UsageRowParser.second(range, in: line) { draft.second = second } else { fault(.time) }
        case .network:
            if let code = UsageRowParser.digits(range, in: line), (5...6).contains(range.count) {
                draft.network = UInt32(code.marked)
            } else {
                fault(.network)
            }
        case .cell:
            draft.ofCell = cells?.place(of: line, range)
            draft.hasUnknownCell = cells != nil && draft.ofCell == nil
        case .latitude:
            draft.latitude = UsageRowParser.degrees(range, in: line, most: 9_000_000)
            if draft.latitude == nil { fault(.place) }
        case .longitude:
            draft.longitude = UsageRowParser.degrees(range, in: line, most: 18_000_000)
            if draft.longitude == nil { fault(.place) }
        }
    }

    @inline(__always)
    private func note(_ draft: Draft, in counts: inout UsageCounts) {
        var isUnclean = false
        if let device = draft.device {
            if device.imei == nil {
                counts.uncleanIMEI += 1
                if device.isDecimal { counts.shortIMEI += 1 }
                isUnclean = true
            }
        } else {
            counts.withoutIMEI += 1
        }
        if draft.imsi == .none {
            counts.withoutIMSI += 1
        } else {
            if draft.imsi.marked < 100_000_000_000_000 {
                counts.uncleanIMSI += 1
                isUnclean = true
            }
            if !home.isEmpty {
                if !home.isDomestic(draft.imsi) { counts.outOfRegionIMSI += 1 }
                if !home.isHome(draft.imsi) { counts.nonHome += 1 }
            }
        }
        if draft.msisdn == .none { counts.withoutMSISDN += 1 }
        if draft.technologies.isEmpty { counts.withoutRAT += 1 }
        if draft.hasUnknownCell { counts.unknownCells += 1 }
        if isUnclean { counts.unclean += 1 }
    }
}
