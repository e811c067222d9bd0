// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// What a report says of how the device was bought. A file that shows it comes with the report apart from this.
enum PurchaseProof {
    /// What can show that somebody bought a device.
    static let kinds = ["receipt", "invoice", "contract", "packaging", "other"]

    private static let members: [String: @Sendable (JSON, Instant) -> String?] = [
        "soort": { value, _ in kinds.contains(value.string ?? "") ? nil : "Choose one of: \(kinds.joined(separator: ", "))." },
        "verkoper": { value, _ in DeviceReport.text(value, most: 100) },
        "datum": { value, now in DeviceReport.date(value, now: now) },
        "nummer": { value, _ in DeviceReport.text(value, most: 60) },
    ]

    /// What is wrong, each fault by its member; an empty field is the whole.
    static func faults(in value: JSON, at now: Instant) -> [Fault] {
        guard let object = value.object else { return [Fault("", "Give an object.")] }
        var faults: [Fault] = []
        for member in object {
            guard let check = members[member.key] else {
                faults.append(
                    Fault(
                        DeviceReport.printable(member.key),
                        "Not a member of a purchase; known are \(members.keys.sorted().joined(separator: ", "))."))
                continue
            }
            if let reason = check(member.value, now) { faults.append(Fault(member.key, reason)) }
        }
        if object["soort"] == nil { faults.append(Fault("soort", "Say what shows the purchase.")) }
        return faults
    }
}
