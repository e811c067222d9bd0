// SPDX-License-Identifier: EUPL-1.2

import Exchange

/// For what somebody reads something of a case. Each is a processing activity that the controller describes in its register of them
/// (GDPR art. 30); docs/rights.md has the text for it.
struct ReadingActivity: Hashable, Sendable {
    /// The name within the identifier.
    let name: String
    /// Its version: it rises when what is shown changes.
    let version: Int

    /// Reading a whole case.
    static let caseFile = ReadingActivity(name: "zaak-inzien", version: 1)
    /// Looking for the cases about a subject.
    static let search = ReadingActivity(name: "zaak-zoeken", version: 1)
    /// Taking cases out of the hub, as a file.
    static let export = ReadingActivity(name: "zaken-uitvoeren", version: 1)

    /// Reading what is asked of the own organisation.
    static let question = ReadingActivity(name: "vraag-lezen", version: 1)

    /// All of them.
    static let all = [caseFile, search, export, question]

    /// The identifier in a register: `urn:schakel:verwerkingsactiviteit:devices:zaak-inzien:1`.
    func identifier(in policy: RegisterPolicy) -> String { "\(policy.readings.activities):\(policy.register):\(name):\(version)" }

    /// The name in an identifier, or the identifier itself when it is none of ours.
    static func name(in identifier: String) -> String {
        let parts = identifier.split(separator: ":")
        return parts.count >= 2 ? String(parts[parts.count - 2]) : identifier
    }
}
