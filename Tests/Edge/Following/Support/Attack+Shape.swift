// SPDX-License-Identifier: EUPL-1.2

import Ledger

@testable import Edge

extension Attack {
    /// Events that are out of order or not what they should be.
    static let onShape: [Attack] = [
        .greeting("no greeting", .malformed) { _, _ in [] },
        .greeting("a heartbeat before the greeting", .malformed) { hub, _ in hub.heartbeat(nil) },
        .greeting("a second greeting", .malformed) { hub, _ in hub.greeting() + hub.greeting() },
        .greeting("a greeting of another log", .origin) { hub, _ in hub.greeting(origin: "hub.example/content") },
        .greeting("a greeting of another hub", .origin) { hub, _ in hub.greeting(origin: "hub2.example/devices") },
        .greeting("a greeting without the list", .malformed) { hub, _ in hub.greeting(list: "stolen2") },
        .greeting("a greeting that calls another audience by the list's name", .audience) { hub, _ in
            hub.greeting(tag: HostileHub.others)
        },
        .greeting("a greeting with a tag that is too short", .malformed) { _, _ in
            HostileHub.event("hello", #"{"origin":"hub.example/devices","lists":[{"list":"stolen","tag":"00ff"}],"size":12}"#)
        },
        .greeting("a measure of another list", .malformed) { hub, _ in
            hub.greeting(measure: "devices/borrowed/oin:00000000000000000000")
        },
        .greeting("a measure of another register", .malformed) { hub, _ in
            hub.greeting(measure: "content/stolen/oin:00000000000000000000")
        },
        .greeting("a measure of more lines than one", .malformed) { hub, _ in
            hub.greeting(measure: HostileHub.measure + "\ncarried-out\n99")
        },
        .greeting("a measure of unreasonable length", .malformed) { hub, _ in
            hub.greeting(measure: "devices/stolen/" + String(repeating: "a", count: 300))
        },
        .event("a batch that is no JSON", "batch", "{"),
        .event("a batch that is a text", "batch", #""from""#),
        .event("a batch without members", "batch", "{}"),
        .event("a batch without leaves", "batch", #"{"from":7}"#),
        .event("a batch whose place is a text", "batch", #"{"from":"7","leaves":[]}"#),
        .event("a batch whose place has a fraction", "batch", #"{"from":7.5,"leaves":[]}"#),
        .event("a batch with leaves that are numbers", "batch", #"{"from":7,"leaves":[1,2]}"#),
        .event("a batch with a leaf that is no base64", "batch", #"{"from":7,"leaves":["****"]}"#),
        .event("a batch with a member twice", "batch", #"{"from":7,"from":7,"leaves":[]}"#),
        .event("a heartbeat that is no JSON", "heartbeat", "rust"),
        .event(
            "a batch of too many levels", "batch", String(repeating: "[", count: 40) + String(repeating: "]", count: 40)),
    ]

    private static func event(_ name: String, _ event: String, _ data: String) -> Attack {
        greeting(name, .malformed) { hub, _ in hub.greeting() + HostileHub.event(event, data) }
    }
}
