// SPDX-License-Identifier: EUPL-1.2

/// Gathers faults up to the bound and counts the rest without spending work on their texts.
struct FaultList {
    private(set) var faults: [ConfigurationFault] = []
    private(set) var omittedCount = 0

    mutating func add(
        _ code: ConfigurationFault.Code, key: String? = nil, at source: SettingSource? = nil, _ message: @autoclosure () -> String
    ) {
        guard faults.count < ConfigurationError.faultLimit else {
            omittedCount += 1
            return
        }
        faults.append(ConfigurationFault(code: code, key: key.map { Self.shown($0) }, source: source, message: message()))
    }

    /// The error, when there is any fault.
    var error: ConfigurationError? {
        faults.isEmpty ? nil : ConfigurationError(faults, omittedCount: omittedCount)
    }

    /// What somebody wrote, short enough and clean enough to repeat in a message.
    static func shown(_ text: String) -> String {
        var clean = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(61) {
            clean.append(scalar.properties.generalCategory == .control || scalar.properties.isBidiControl ? "?" : scalar)
        }
        return clean.count > 60 ? String(clean.dropLast()) + "…" : String(clean)
    }
}
