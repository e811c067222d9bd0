// SPDX-License-Identifier: EUPL-1.2

import Edge
import Exchange
import Operations

/// Everything that can be set on an edge.
enum EdgeSettings {
    static let schema = SettingsSchema(
        [
            Setting(
                "edge.name", .text, default: "edge-1",
                "The name of the edge within its party: lower-case letters, digits and hyphens."),
            Setting(
                "credential", .path, default: "credential", "The folder that lets the party in, as schakel party add writes it."),
            Setting(
                "hub.address", .text, "The address of the hub's door for parties, when it is not the one in the credential folder."),
            Setting("data", .path, default: "data/edge", "The folder with the edge's data."),
            Setting("register", .text, default: "devices", "The register it follows."),
            Setting("list", .text, default: "stolen", "The list it serves."),
            Setting("service.host", .text, default: "127.0.0.1", "Where the 5G-EIR listens."),
            Setting("service.port", .port, default: "7777", "The port of the 5G-EIR; 0 lets the system choose."),
            Setting(
                "operations.host", .text, default: "127.0.0.1",
                "Where the operator's door listens: health, metrics, status. Keep it private."),
            Setting("operations.port", .port, default: "7778", "The port of the operator's door; 0 lets the system choose."),
            Setting(
                "answers.unlisted", .choice(AnswerPolicy.Unlisted.allCases.map(\.rawValue)), default: "permitted",
                "The answer for a device that is not on the list."),
            Setting(
                "answers.malformed", .choice(AnswerPolicy.Malformed.allCases.map(\.rawValue)), default: "badRequest",
                "The answer to a malformed IMEI."),
            Setting(
                "answers.other-equipment", .choice(AnswerPolicy.OtherEquipment.allCases.map(\.rawValue)), default: "permitted",
                "The answer for equipment without an IMEI."),
            Setting(
                "answers.stale", .choice(AnswerPolicy.Stale.allCases.map(\.rawValue)), default: "keepAnswering",
                "What to do when the list is older than answers.stale-after."),
            Setting("answers.stale-after", .span, default: "24h", "The age from which the list is stale."),
            Setting(
                "answers.unsynchronised", .choice(AnswerPolicy.Unsynchronised.allCases.map(\.rawValue)), default: "unavailable",
                "What to do before the first list has arrived."),
            Setting(
                "hits.report", .choice(HitPolicy.Reported.allCases.map(\.rawValue)), default: "tracking",
                "Which devices on the list are reported to the hub when they are seen. Of others nothing is kept."),
            Setting(
                "hits.period", .span, default: "24h",
                "How long a device that was reported is not reported again; less than a minute counts as one."),
            Setting(
                "hits.area", .flag, default: "true", "Whether the area of the network is reported along, where it is known."),
            Setting(
                "hits.most", .integer(1...1_000_000), default: "100000",
                "How many hits wait at most while the hub is away; then the oldest go."),
            Setting(
                "hits.delay", .span, default: "30s",
                "The longest a hit waits before it is sent. The wait is random, so that the public log does not tell when a device was switched on; more than an hour counts as one."
            ),
            Setting(
                "answers.overload", .choice(AnswerPolicy.Overload.allCases.map(\.rawValue)), default: "unavailable",
                "The answer to checks that wait too long or come over too many connections: 503, 429, or letting every device in."),
            Setting(
                "service.notice", .span, default: "0s",
                "How long a stopping edge still takes new connections after it said that it is not ready."),
            Setting(
                "service.drain", .span, default: "10s",
                "How long callers may then take to finish what they began. A second signal ends the edge at once."),
        ] + ServiceSettings.settings + DiameterSettings.settings + LegacySettings.settings + LogSettings.settings)

    /// What may change while an edge runs: keys, and sections with a dot at the end.
    static let live = ["answers.", "legacy.", "log.level"]

    /// How long stopping may take, with some time for the rest of the edge.
    static func stopping(_ settings: Operations.Settings) throws -> Int64 {
        try settings.milliseconds("service.notice") + settings.milliseconds("service.drain") + 5_000
    }

    /// The policy of the 5G-EIR.
    static func policy(_ settings: Operations.Settings) throws -> AnswerPolicy {
        AnswerPolicy(
            unlisted: AnswerPolicy.Unlisted(rawValue: try settings.text("answers.unlisted")) ?? .permitted,
            malformed: AnswerPolicy.Malformed(rawValue: try settings.text("answers.malformed")) ?? .badRequest,
            otherEquipment: AnswerPolicy.OtherEquipment(rawValue: try settings.text("answers.other-equipment")) ?? .permitted,
            stale: AnswerPolicy.Stale(rawValue: try settings.text("answers.stale")) ?? .keepAnswering,
            staleAfter: try settings.milliseconds("answers.stale-after"),
            unsynchronised: AnswerPolicy.Unsynchronised(rawValue: try settings.text("answers.unsynchronised")) ?? .unavailable,
            overload: AnswerPolicy.Overload(rawValue: try settings.text("answers.overload")) ?? .unavailable
        )
    }

    /// Which devices seen are reported.
    static func hits(_ settings: Operations.Settings) throws -> HitPolicy {
        HitPolicy(
            reported: HitPolicy.Reported(rawValue: try settings.text("hits.report")) ?? .tracking,
            period: Span(milliseconds: try settings.milliseconds("hits.period")), passesArea: try settings.flag("hits.area"),
            mostWaiting: try settings.integer("hits.most"), delay: Span(milliseconds: try settings.milliseconds("hits.delay"))
        )
    }
}
