// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Hub
import Operations

/// How much the list of stolen devices may change before somebody who did not decide looks at it.
enum ValveSettings {
    private static let standard = RegisterSet.standardValve

    static let settings = [
        count("valve.decision", standard.mostPerDecision, "The most devices that one decision lists without clearance."),
        count("valve.party", standard.mostPerPartyAndDay, "The most devices that one party's decisions list in a day."),
        count("valve.growth", standard.growthPercent, "By how many per cent the list may grow in a day."),
        count("valve.growth-from", standard.growthFrom, "So many devices may be listed in a day before growth counts."),
        Setting(
            "valve.kept", .integer(0...100), default: "\(standard.keptPercent)",
            "How many per cent of the list must be left at the end of a day."),
        count("valve.shrink-from", standard.shrinkFrom, "So many devices may be released in a day before that counts."),
        count("valve.type-decision", standard.group?.mostPerDecision, "The most devices of one type that one decision lists."),
        count("valve.type-day", standard.group?.mostPerDay, "The most devices of one type that are listed in a day."),
        count("valve.type-listed", standard.group?.mostListed, "The most devices of one type that are on the list."),
    ]

    /// The limits that are set.
    static func rule(_ settings: Settings) throws -> ValveRule {
        ValveRule(
            mostPerDecision: try settings.integer("valve.decision"), mostPerPartyAndDay: try settings.integer("valve.party"),
            growthPercent: try settings.integer("valve.growth"), growthFrom: try settings.integer("valve.growth-from"),
            keptPercent: try settings.integer("valve.kept"), shrinkFrom: try settings.integer("valve.shrink-from"),
            group: try standard.group.map { group in
                ValveRule.Group(
                    title: group.title, mostPerDecision: try settings.integer("valve.type-decision"),
                    mostPerDay: try settings.integer("valve.type-day"), mostListed: try settings.integer("valve.type-listed"))
            })
    }

    private static func count(_ key: String, _ standard: Int?, _ text: String) -> Setting {
        Setting(key, .integer(1...1_000_000_000), default: "\(standard ?? 1)", text)
    }
}
