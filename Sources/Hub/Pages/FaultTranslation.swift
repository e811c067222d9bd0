// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Identifiers
import Pages

/// Says in the reader's language what the API found wrong. Which is wrong is for the API; here are only words and fields.
struct FaultTranslation {
    let messages: Messages

    /// What is wrong with an IMEI; nil when nothing is.
    func imei(_ text: String, field: String) -> FormFault? {
        do {
            _ = try IMEI(text, checkDigit: .verified)
            return nil
        } catch {
            let key =
                switch error.code {
                case .empty: "fault-imei-empty"
                case .tooShort: "fault-imei-short"
                case .tooLong: "fault-imei-long"
                case .notADigit: "fault-imei-digit"
                case .checkDigit: "fault-imei-check"
                default: "fault-imei-other"
                }
            return FormFault(field, messages[key])
        }
    }

    /// The faults of a report, each at the field of the form in which it was typed.
    /// - Parameter imeis: the fields and texts that went out as subjects, in order.
    func report(_ faults: [Fault], imeis: [(field: String, text: String)]) -> [FormFault] {
        var translated: [FormFault] = []
        for fault in faults {
            let found: FormFault
            if fault.field.hasPrefix("onderwerpen") {
                let position = Int(fault.field.filter { $0.isNumber })
                let typed = position.flatMap { imeis.indices.contains($0) ? imeis[$0] : nil }
                found =
                    typed.map { imei($0.text, field: $0.field) ?? FormFault($0.field, messages["fault-imei-other"]) }
                    ?? FormFault("imei", messages[imeis.count > 1 ? "fault-imei-twice" : "fault-imei-empty"])
            } else {
                found = general(fault)
            }
            if !translated.contains(where: { $0.field == found.field }) { translated.append(found) }
        }
        return translated
    }

    /// The first fault of each field: one field of a form can stand for more in the API.
    static func once(_ faults: [FormFault]) -> [FormFault] {
        var fields: Set<String> = []
        return faults.filter { fields.insert($0.field).inserted }
    }

    /// A fault at the field that has its name.
    func general(_ fault: Fault) -> FormFault {
        let name = ReportForm.field(of: fault.field.hasPrefix("gegevens.") ? String(fault.field.dropFirst(9)) : fault.field)
        guard let text = messages.text("fault-\(name)") else { return FormFault("", messages["fault-general"]) }
        return FormFault(name, text)
    }
}
