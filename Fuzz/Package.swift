// swift-tools-version:6.2
// SPDX-License-Identifier: EUPL-1.2

import PackageDescription

// The rooms are links to the product's own sources and no dependency on its package, for two reasons: their code must be compiled
// with the fuzzer's instrumentation, and nothing but these rooms need be built.

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .unsafeFlags(["-sanitize=fuzzer,address", "-enable-testing"]),
]

func room(_ name: String, on dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
    name: "fuzz",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "fuzz", targets: ["Entry"])],
    dependencies: [.package(url: "https://github.com/apple/swift-crypto", from: "4.5.2")],
    targets: [
        room("Identifiers"),
        room("Ledger", on: [.product(name: "Crypto", package: "swift-crypto")]),
        room("Exchange", on: ["Identifiers", "Ledger"]),
        // What an edge reads from a hub: those files of the room that know no network and no database.
        room("Edge", on: ["Exchange", "Ledger"]),
        room("EquipmentIdentity", on: ["Identifiers"]),
        room("Diameter"),
        room("Targets", on: ["Diameter", "Edge", "EquipmentIdentity", "Exchange", "Identifiers", "Ledger"]),
        // In C, as the Swift Package Manager gives every executable in Swift a main of its own, and libFuzzer brings one.
        .executableTarget(name: "Entry", dependencies: ["Targets"], linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]),
    ]
)
