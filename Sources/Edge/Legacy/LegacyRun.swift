// SPDX-License-Identifier: EUPL-1.2

import DeviceLists
import Exchange
import Ledger

/// One run: a folder with a full list, deltas and `run.json`, which says what it is.
struct LegacyRun: Hashable, Sendable {
    /// Its number; later runs have higher ones.
    let number: Int
    /// The version of the list in it.
    let version: UInt64
    /// When it was made.
    let at: Instant
    /// How many devices are on the full list.
    let devices: Int
    /// The names of its files.
    let name: BlockListName

    /// The file that describes a run.
    static let manifest = "run.json"

    init?(number: Int, version: UInt64, at: Instant, devices: Int) {
        guard let name = LegacyRun.name(at: at) else { return nil }
        self.number = number
        self.version = version
        self.at = at
        self.devices = devices
        self.name = name
    }

    /// The names of a run of a moment: its time in UTC, in which no hour comes twice.
    static func name(at: Instant) -> BlockListName? {
        let seconds = at.milliseconds / 1000
        return DutchTime.day(ofUTC: at).flatMap {
            BlockListName(day: $0, hour: Int(seconds / 3600 % 24), minute: Int(seconds / 60 % 60), second: Int(seconds % 60))
        }
    }

    /// Its folder: `listgen__20180217_000302__runid_12`.
    var folder: String { "listgen__\(name.stamp)__runid_\(number)" }

    /// Where the importing side tells what became of it: `12.result`, beside the folder.
    var result: String { "\(number).result" }

    /// Reads `run.json`.
    init?(json: JSON) {
        guard let number = json["run"]?.integer, let version = json["version"]?.integer, let devices = json["devices"]?.integer,
            let at = json["milliseconds"]?.integer, number > 0, number < 1 << 53, version > 0, devices >= 0
        else { return nil }
        self.init(number: Int(number), version: UInt64(version), at: Instant(milliseconds: at), devices: Int(devices))
    }

    /// For `run.json`.
    /// - Parameters:
    ///   - origin: log and list.
    ///   - bases: the numbers of the runs from which there is a delta.
    func json(of origin: String, bases: [Int]) -> JSON {
        [
            "list": .string(origin), "run": .integer(Int64(number)), "version": .integer(Int64(clamping: version)),
            "at": .string(at.description),
            "milliseconds": .integer(at.milliseconds), "devices": .integer(Int64(devices)), "full": .string(name.full),
            "bases": .array(bases.map { .integer(Int64($0)) }),
        ]
    }
}

extension DutchTime {
    /// The day in UTC, as a list writes it; nil outside the years that it can write.
    static func day(ofUTC instant: Instant) -> ReportingDate? {
        CivilDate(instant.description.prefix(10)).flatMap { day(of: $0) }
    }

    private static func day(of date: CivilDate) -> ReportingDate? {
        ReportingDate(year: date.year, month: date.month, day: date.day)
    }
}
