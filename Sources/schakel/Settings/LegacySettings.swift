// SPDX-License-Identifier: EUPL-1.2

import Edge
import Exchange
import Operations

/// Everything that can be set about files for equipment registers that take nothing else.
enum LegacySettings {
    static let settings = [
        Setting(
            "legacy.folder", .path,
            "The folder in which full and delta blacklists appear for a register that only takes files; none unless set."),
        Setting(
            "legacy.when", .choice(["change", "times"]), default: "change",
            "Whether files are made after every change of the list or at fixed times."),
        Setting("legacy.after", .span, default: "5s", "With change: how long after the first change, so that several go together."),
        Setting("legacy.times", .list, default: "02:00", "With times: the times of day in UTC, as hh:mm."),
        Setting("legacy.keep", .integer(1...100), default: "7", "How many runs are kept; a new run has a delta from each of them."),
        Setting(
            "legacy.keep-for", .span, default: "14d", "How long a run is kept: 1m to 29d, for a hub erases listings after 30 days."),
        Setting(
            "legacy.imei", .choice(["digits", "check-digit"]), default: "digits",
            "Whether IMEIs in files have 14 digits or also their check digit."),
        Setting(
            "legacy.acknowledge", .choice(LegacyConfiguration.Acknowledgement.allCases.map(\.rawValue)), default: "served",
            "Whether a version is stated as carried out when this edge serves it or when the result of an import says ok."),
        Setting(
            "legacy.command", .text,
            "The program that imports a run, with arguments separated by spaces and no shell: %f full list, %d folder, %r run, %v version."
        ),
        Setting("legacy.timeout", .span, default: "10m", "How long that program may take."),
    ]

    /// How files are made; nil when none are.
    /// - Throws: everything that is wrong, at once.
    static func configuration(_ settings: Operations.Settings) throws -> LegacyConfiguration? {
        var faults: [ConfigurationFault] = []
        func fault(_ key: String, _ message: String) {
            faults.append(ConfigurationFault(code: .invalidValue, key: key, source: settings.source(of: key), message: message))
        }
        let minutes = try settings.list("legacy.times").compactMap { text in
            let minute = minute(text)
            if minute == nil { fault("legacy.times", "legacy.times must be times of day such as 02:00, not “\(text.prefix(20))”.") }
            return minute
        }
        let isTimed = try settings.text("legacy.when") == "times"
        if isTimed, minutes.isEmpty, faults.isEmpty {
            fault("legacy.times", "legacy.times names no time; give one, such as 02:00.")
        }
        let keepFor = Span(milliseconds: try settings.milliseconds("legacy.keep-for"))
        if keepFor < .minutes(1) || keepFor > LegacyConfiguration.longestKept {
            fault(
                "legacy.keep-for",
                "legacy.keep-for must be from 1m to 29d: a hub erases listings after 30 days, and files must not outlive them.")
        }
        let command =
            settings.isSet("legacy.command") ? try settings.text("legacy.command").split(separator: " ").map(String.init) : nil
        if let command, command.first?.hasPrefix("/") != true {
            fault("legacy.command", "legacy.command must begin with the whole path of a program, such as /usr/local/bin/import %f.")
        }
        let timeout = Span(milliseconds: try settings.milliseconds("legacy.timeout"))
        if timeout < .seconds(1) { fault("legacy.timeout", "legacy.timeout must be 1s or more.") }
        let acknowledgement = LegacyConfiguration.Acknowledgement(rawValue: try settings.text("legacy.acknowledge")) ?? .served
        let folder = settings.isSet("legacy.folder") ? try settings.path("legacy.folder") : nil
        if folder == nil, acknowledgement == .import || command != nil {
            let key = command != nil ? "legacy.command" : "legacy.acknowledge"
            fault(key, "\(key) does nothing without legacy.folder: set the folder in which files appear.")
        }
        if let folder, !Files.isFolder(folder) {
            fault("legacy.folder", "legacy.folder is \(folder), and there is no such folder: make it, writable for the edge.")
        }
        guard faults.isEmpty else { throw ConfigurationError(faults) }
        guard let folder else { return nil }
        return LegacyConfiguration(
            folder: folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder,
            occasion: isTimed ? .times(minutes) : .change(after: Span(milliseconds: try settings.milliseconds("legacy.after"))),
            keep: try settings.integer("legacy.keep"), keepFor: keepFor,
            hasCheckDigits: try settings.text("legacy.imei") == "check-digit", acknowledgement: acknowledgement, command: command,
            timeout: timeout)
    }

    /// The minute of the day of `hh:mm`; nil when no clock shows it.
    static func minute(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
        else { return nil }
        return hour * 60 + minute
    }
}
