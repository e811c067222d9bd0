// SPDX-License-Identifier: EUPL-1.2

public import Clones
public import UsageRecords

/// Compares what was found with what is true: how much of what was planted each rule found, how much it found that is none, and whether
/// anybody with a genuine phone would lose service.
public struct TrialJudgement: Sendable {
    /// What is true of one device.
    private struct Device {
        var method = TrialMethod.none
        var isPlanted = false
        /// Genuine and honest subscriptions that are in use at the end.
        var present: [DigitCode] = []
        var rules: Set<UInt8> = []
        var excepted: [DigitCode: OwnerException.Ground] = [:]
    }

    private var devices: [DeviceCode: Device] = [:]
    private var garbled: [CloneRule: Int] = [:]
    private let until: UsageDay

    /// A comparison.
    /// - Parameters:
    ///   - truth: all rows of the truth.
    ///   - until: the last day of the analysis: who used a phone in the week before it needs service.
    public init(truth: some Sequence<TruthRow>, until: UsageDay) {
        self.until = until
        for row in truth {
            var device = devices[row.device] ?? Device()
            switch row.role {
            case .honest, .genuine:
                if row.to.distance(to: until) < 7 { device.present.append(row.imsi) }
            case .copy, .altered:
                device.isPlanted = device.isPlanted || row.method != .none
            }
            if row.method != .none { device.method = row.method }
            devices[row.device] = device
        }
    }

    /// Takes a finding.
    public mutating func take(_ finding: Finding) { take(finding.device, finding.rule) }

    /// Takes a finding as a file has it.
    public mutating func take(_ device: DeviceCode, _ rule: CloneRule) {
        if devices[device] == nil {
            garbled[rule, default: 0] += 1
        } else {
            devices[device]?.rules.insert(rule.rawValue)
        }
    }

    /// Takes an exception.
    public mutating func take(_ exception: OwnerException) { take(exception.device, exception.imsi, exception.ground) }

    /// Takes an exception as a file has it.
    public mutating func take(_ device: DeviceCode, _ imsi: DigitCode, _ ground: OwnerException.Ground) {
        devices[device]?.excepted[imsi] = ground
    }

    /// How well it went.
    public var result: TrialResult {
        var result = TrialResult()
        result.devices = devices.count
        for rule in CloneRule.allCases { result.rules[rule] = TrialResult.OfRule(garbled: garbled[rule] ?? 0) }
        for device in devices.values {
            if !device.isPlanted { result.unplanted += 1 }
            if device.isPlanted {
                result.methods[device.method, default: TrialResult.OfMethod()].planted += 1
                if !device.rules.isEmpty { result.methods[device.method, default: TrialResult.OfMethod()].found += 1 }
            }
            for rule in CloneRule.allCases {
                let isFound = device.rules.contains(rule.rawValue)
                if device.isPlanted, rule.isMeant(for: device.method) {
                    result.rules[rule]?.meant += 1
                    if isFound { result.rules[rule]?.foundOfMeant += 1 }
                }
                if isFound { result.rules[rule]?.findings += 1 }
                if isFound, !device.isPlanted { result.rules[rule]?.wrong += 1 }
            }
            guard !device.rules.isEmpty else { continue }
            for imsi in device.present {
                result.owners += 1
                if let ground = device.excepted[imsi] {
                    result.kept[ground, default: 0] += 1
                } else {
                    result.lost += 1
                }
            }
        }
        return result
    }

    /// The pairs of phones and genuine users who are asked for proof, and can give it.
    public var answers: [(device: DeviceCode, imsi: DigitCode)] {
        var found: [(device: DeviceCode, imsi: DigitCode)] = []
        for (code, device) in devices {
            for imsi in device.present where device.excepted[imsi] == .unproven { found.append((code, imsi)) }
        }
        return found.sorted { left, right in
            left.device != right.device ? left.device < right.device : left.imsi < right.imsi
        }
    }
}

extension CloneRule {
    /// Whether a rule is meant to find a method by itself. Others may find it too.
    func isMeant(for method: TrialMethod) -> Bool {
        switch self {
        case .duplicateThreshold: method == .crowd
        case .duplicateDailyAverage: method == .crowd || method == .few || method == .beforeSale
        case .distanceInTime: method == .far || method == .crowd
        case .twoNetworks: method == .otherNetwork
        case .technology: method == .oldType
        case .unallocatedType: method == .unallocated
        case .malformed: method == .noIMEI
        case .testType: method == .test
        case .repeatedDigits: method == .repeated
        case .transientSeries: method == .simBox
        case .reappearance: method == .afterBlock
        }
    }
}
