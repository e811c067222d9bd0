// SPDX-License-Identifier: EUPL-1.2

public import Identifiers

/// One allocated TAC with the make and model it stands for (3GPP TS 23.003 §6.2.1).
public struct TypeAllocation: Hashable, Sendable {
    /// The eight digits, which also start every IMEI of the model.
    public let tac: TAC
    /// Who sells the device.
    public let manufacturer: String
    /// The name of the model, as it is commonly called.
    public let model: String

    /// The body that allocated the code, told by its first two digits.
    public var reportingBody: ReportingBody { tac.reportingBody }
}
