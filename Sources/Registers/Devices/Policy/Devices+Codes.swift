// SPDX-License-Identifier: EUPL-1.2

public import Exchange

extension RegisterName {
    /// The register of stolen devices.
    public static let devices: RegisterName = "devices"
}

extension ReportKind {
    /// A device was stolen.
    public static let theft: ReportKind = "theft"
    /// A device was lost.
    public static let loss: ReportKind = "loss"
    /// Many devices were stolen at once: a consignment, a shop's stock, a list of another register.
    public static let consignment: ReportKind = "consignment"
    /// The owner has the device back.
    public static let recovery: ReportKind = "recovery"
}

extension DecisionKind {
    /// The device is blocked at every provider.
    public static let block: DecisionKind = "block"
    /// The device is followed: networks serve it, and tell that they saw it.
    public static let track: DecisionKind = "track"
    /// What is in force ends at every provider.
    public static let unblock: DecisionKind = "unblock"
    /// Nothing is done with the report.
    public static let dismiss: DecisionKind = "dismiss"
}

extension QuestionKind {
    /// Which device a telephone number was used in.
    public static let identify: QuestionKind = "identify"
}

extension MeasureKind {
    /// Answering which device a telephone number was used in.
    public static let identify: MeasureKind = "identify"
}

extension ListName {
    /// The devices that no network may serve.
    public static let stolen: ListName = "stolen"
}

extension ListStatus {
    /// Refused by the network: `BLACKLISTED` on the wire (TS 29.511).
    public static let prohibited: ListStatus = "prohibited"
    /// Served and reported: `GREYLISTED` on the wire.
    public static let tracking: ListStatus = "tracking"
}
