// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// Where a tracking app last saw the device. It is for whoever decides and nobody else.
enum LastLocation {
    /// Latitude and longitude are degrees in WGS 84, accuracy is in metres.
    private static let members: [String: @Sendable (JSON, Instant) -> String?] = [
        "breedte": { value, _ in degrees(value, within: 90) },
        "lengte": { value, _ in degrees(value, within: 180) },
        "nauwkeurigheid": { value, _ in
            (0...100_000).contains(value.integer ?? -1) ? nil : "Give whole metres, from 0 to 100000."
        },
        "moment": { value, now in moment(value, now: now) },
    ]
    private static let required = ["breedte", "lengte", "moment"]

    /// What is wrong, each fault by its member; an empty field is the whole.
    static func faults(in value: JSON, at now: Instant) -> [Fault] {
        guard let object = value.object else { return [Fault("", "Give an object.")] }
        var faults: [Fault] = []
        for member in object {
            guard let check = members[member.key] else {
                faults.append(
                    Fault(
                        DeviceReport.printable(member.key),
                        "Not a member of a location; known are \(members.keys.sorted().joined(separator: ", "))."))
                continue
            }
            if let reason = check(member.value, now) { faults.append(Fault(member.key, reason)) }
        }
        for name in required where object[name] == nil { faults.append(Fault(name, "A location needs this.")) }
        return faults
    }

    private static func degrees(_ value: JSON, within most: Double) -> String? {
        guard let number = value.number, (-most...most).contains(number) else {
            return "Give degrees from -\(Int(most)) to \(Int(most)), such as 4.89517."
        }
        return nil
    }

    private static func moment(_ value: JSON, now: Instant) -> String? {
        guard let moment = value.string.flatMap({ Instant(rfc3339: $0) }) else {
            return "Give a date and time by RFC 3339, such as 2026-11-21T09:30:00Z."
        }
        // A phone's clock may be a little ahead of the hub's.
        guard moment <= now + .minutes(5) else { return "The moment lies in the future." }
        return moment < DutchTime.startOfDay(CivilDate(year: 1990, month: 1, day: 1) ?? CivilDate(dayNumber: 0))
            ? "Give a moment from 1990 on." : nil
    }
}
