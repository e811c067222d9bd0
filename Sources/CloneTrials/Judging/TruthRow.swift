// SPDX-License-Identifier: EUPL-1.2

public import UsageRecords

/// What is true of one subscription in one phone of a made-up world.
public struct TruthRow: Hashable, Sendable {
    /// The IMEI that the phone shows.
    public let device: DeviceCode
    /// The subscription.
    public let imsi: DigitCode
    /// From which day.
    public let from: UsageDay
    /// To which day.
    public let to: UsageDay
    /// What the phone is.
    public let role: TrialRole
    /// How it came to that.
    public let method: TrialMethod

    /// The header of a file of truth.
    public static let header = "imei,imsi,from,to,role,method"

    init(device: DeviceCode, imsi: DigitCode, from: UsageDay, to: UsageDay, role: TrialRole, method: TrialMethod) {
        self.device = device
        self.imsi = imsi
        self.from = from
        self.to = to
        self.role = role
        self.method = method
    }

    /// Reads a row of a file of truth; nil when it is none.
    public init?(line: some StringProtocol) {
        let fields = Substring(line).split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 6, let device = DeviceCode(fields[0]), let imsi = DigitCode(fields[1]),
            let from = UsageDay(fields[2]), let to = UsageDay(fields[3]),
            let role = TrialRole.allCases.first(where: { $0.name == fields[4] }),
            let method = TrialMethod.allCases.first(where: { $0.name == fields[5] })
        else { return nil }
        self.init(device: device, imsi: imsi, from: from, to: to, role: role, method: method)
    }

    /// The row as a line of a file, without its end.
    public var line: String { "\(device),\(imsi.digits),\(from),\(to),\(role.name),\(method.name)" }
}
