// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger

/// Where a call says which register it is about.
enum RegisterPlace: Sendable {
    /// In `register` of the query or the body; left out it is the register of devices.
    case field
    /// In the path, `{logboek}`.
    case log
    /// In the number of a case in the path, `{zaak}`.
    case caseNumber
    /// In the number of a report in the path, `{melding}`.
    case report
    /// In the name of a measure in the body, `maatregel`.
    case measure
    /// Nowhere: one register in which the caller may is enough.
    case any

    /// The registers that the call can be about: one, or all for `any`.
    /// - Throws: `unknown` when there is no such register, `invalid` when a number cannot be read.
    func registers(of call: Call, among all: RegisterSet) throws(Refusal) -> [any Register] {
        switch self {
        case .field:
            let name = call.query["register"] ?? call.body["register"]?.string
            return [try all.existing(name.map { RegisterName(rawValue: $0) } ?? .devices)]
        case .log:
            guard let register = all[RegisterName(rawValue: try call.parameter("logboek"))] else {
                throw .field("logboek", "This hub has no register of this name.", code: .unknown)
            }
            return [register]
        case .caseNumber: return [try all.register(of: try CaseID(call.parameter("zaak")))]
        case .report: return [try all.register(of: try ReportReference(call.parameter("melding")).caseID)]
        case .measure:
            let name = call.text("maatregel").prefix { $0 != "/" }
            guard let register = all[RegisterName(rawValue: String(name))] else {
                throw .field("maatregel", "There is no measure of this name.", code: .unknown)
            }
            return [register]
        case .any: return all.names.compactMap { all[$0] }
        }
    }
}

extension RegisterSet {
    /// The register of a case number: its prefix tells which.
    func register(of id: CaseID) throws(Refusal) -> any Register {
        for name in names {
            if let register = self[name], id.description.hasPrefix(register.casePrefix + "-") { return register }
        }
        throw .field("zaak", "There is no case with this number.", code: .unknown)
    }
}
