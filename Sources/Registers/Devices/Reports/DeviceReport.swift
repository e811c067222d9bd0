// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Identifiers
import Ledger

/// What a report about a device may say besides its IMEIs. Members are Dutch, as in the API.
enum DeviceReport {
    /// The members, with the check of each. Whatever is not named here is refused.
    static let members: [String: @Sendable (JSON, Instant) -> String?] = [
        "datum": { value, now in date(value, now: now) },
        "regio": { value, _ in text(value, most: 60) },
        "omschrijving": { value, _ in text(value, most: 2_000) },
        "merk": { value, _ in text(value, most: 60) },
        "model": { value, _ in text(value, most: 60) },
        "telefoonnummer": { value, _ in phone(value) },
        "politiedossier": { value, _ in text(value, most: 60) },
        "bron": { value, _ in text(value, most: 200) },
        "meldingsdata": { value, _ in dates(value) },
        "wens": { value, _ in wishes.contains(value.string ?? "") ? nil : "Choose one of: \(wishes.joined(separator: ", "))." },
    ]

    /// The members that are objects, with the check of each. It names faults by what stands behind the member.
    static let groups: [String: @Sendable (JSON, Instant) -> [Fault]] = [
        "aankoop": { PurchaseProof.faults(in: $0, at: $1) }, "locatie": { LastLocation.faults(in: $0, at: $1) },
    ]

    /// What a reporter can wish for, by the decision that it would take. It is for whoever decides to weigh.
    static let wishes = [DecisionKind.block.rawValue, DecisionKind.track.rawValue]

    /// The members a kind of report cannot do without.
    static func required(of kind: ReportKind) -> [String] {
        switch kind {
        case .theft, .loss: ["datum"]
        case .consignment: ["bron"]
        default: []
        }
    }

    static func faults(in details: JSON, of kind: ReportKind, at now: Instant) -> [Fault] {
        guard let object = details.object else { return [Fault("gegevens", "Give an object.")] }
        var faults: [Fault] = []
        for member in object {
            if let check = groups[member.key] {
                faults += check(member.value, now).map {
                    Fault("gegevens.\(member.key)" + ($0.field.isEmpty ? "" : ".\($0.field)"), $0.reason)
                }
                continue
            }
            guard let check = members[member.key] else {
                faults.append(
                    Fault(
                        "gegevens.\(printable(member.key))",
                        "Not a member of a device report; known are \((Array(members.keys) + Array(groups.keys)).sorted().joined(separator: ", "))."
                    ))
                continue
            }
            if member.key == "meldingsdata", kind != .consignment {
                faults.append(Fault("gegevens.meldingsdata", "Only a consignment has these; give datum instead."))
                continue
            }
            if let reason = check(member.value, now) { faults.append(Fault("gegevens.\(member.key)", reason)) }
        }
        for name in required(of: kind) where object[name] == nil {
            faults.append(Fault("gegevens.\(name)", "A report of the kind \(kind) needs this."))
        }
        return faults
    }

    static func date(_ value: JSON, now: Instant) -> String? {
        guard let text = value.string, let date = CivilDate(text) else { return "Give a date such as 2026-11-21." }
        guard DutchTime.startOfDay(date) <= now else { return "The date lies in the future." }
        return date.year < 1990 ? "Give a date from 1990 on." : nil
    }

    static func text(_ value: JSON, most: Int) -> String? {
        guard let text = value.string, !text.isEmpty, text.utf8.count <= most else { return "Give a text of 1 to \(most) bytes." }
        return text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" } ? "Leave out control characters." : nil
    }

    private static func phone(_ value: JSON) -> String? {
        guard let text = value.string else { return "Give a telephone number such as +31612345678." }
        do {
            _ = try PhoneNumber(text)
            return nil
        } catch {
            return error.reason
        }
    }

    private static func dates(_ value: JSON) -> String? {
        guard let array = value.array, array.count <= 200_000,
            array.allSatisfy({ $0.isNull || $0.string.flatMap { CivilDate($0) } != nil })
        else {
            return "Give one date, or null, for each subject, in the order of the subjects."
        }
        return nil
    }

    static func printable(_ key: String) -> String {
        String(key.unicodeScalars.prefix(40).map { $0.value > 0x20 && $0.value < 0x7F ? Character($0) : "?" })
    }
}
