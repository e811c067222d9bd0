// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Pages

extension HouseAnswer {
    /// What the API found wrong with a form, in words.
    /// - Parameter fields: for each field of the API, the field of the form (empty for the form as a whole) and the message.
    func formFaults(_ messages: Messages, fields: [String: (field: String, key: String)]) -> [FormFault] {
        var known: [FormFault] = []
        for fault in faults {
            // An element of an array is told at the array.
            let name = String(fault.field.prefix { $0 != "[" })
            guard let (field, key) = fields[name], !known.contains(where: { $0.field == field }) else { continue }
            known.append(FormFault(field, messages[key]))
        }
        guard known.isEmpty else { return known }
        return [FormFault("", messages.text("refused-\(code)") ?? messages["fault-general"])]
    }
}
