// swift-tools-version:6.2
// SPDX-License-Identifier: EUPL-1.2

import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// One room of the house: a target whose folder lies below `Sources/`.
func room(_ name: String, in floor: String? = nil, on dependencies: [Target.Dependency] = []) -> Target {
    .target(
        name: name,
        dependencies: dependencies,
        path: floor.map { "Sources/\($0)/\(name)" } ?? "Sources/\(name)",
        swiftSettings: settings
    )
}

/// The tests of one room, or of the whole house.
func tests(
    _ name: String, on dependencies: [Target.Dependency], exclude: [String] = [], resources: [Resource]? = nil
) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: dependencies,
        path: "Tests/\(name)",
        exclude: exclude,
        resources: resources,
        swiftSettings: settings
    )
}

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let collections: Target.Dependency = .product(name: "Collections", package: "swift-collections")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let httpClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let x509: Target.Dependency = .product(name: "X509", package: "swift-certificates")
let asn1: Target.Dependency = .product(name: "SwiftASN1", package: "swift-asn1")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")

func nio(_ product: String) -> Target.Dependency { .product(name: product, package: "swift-nio") }
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let nioHTTP2: Target.Dependency = .product(name: "NIOHTTP2", package: "swift-nio-http2")

func hummingbird(_ product: String) -> Target.Dependency { .product(name: product, package: "hummingbird") }

let package = Package(
    name: "schakel",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "schakel", targets: ["schakel"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-http2", from: "1.46.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        room("Identifiers"),
        room("Ledger", on: [crypto]),
        room("Exchange", on: ["Identifiers", "Ledger"]),
        room("Store", in: "Storage", on: ["Ledger", "Exchange"]),
        .systemLibrary(name: "CPostgres", path: "Sources/Storage/CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        room("PostgresStore", in: "Storage", on: ["Store", "Ledger", "Exchange", "CPostgres"]),
        room("SQLiteStore", in: "Storage", on: ["Store", "Ledger", "Exchange", "Identifiers", grdb]),
        room("Segments", in: "Indexes"),
        room("ListedDevices", in: "Indexes", on: ["Identifiers", "Segments"]),
        room("Diameter", in: "Protocols"),
        room("EquipmentIdentity", in: "Protocols", on: ["Identifiers"]),
        room("AccessTokens", in: "Protocols", on: ["Ledger", crypto, cryptoExtras]),
        room("DeviceLists", in: "Protocols", on: ["Identifiers"]),
        room("PrivateChecks", in: "Protocols", on: ["Identifiers", "Ledger", crypto, cryptoExtras]),
        room("UsageRecords", in: "Protocols", on: ["Identifiers"]),
        room("Clones", on: ["Identifiers", "UsageRecords"]),
        room("CloneTrials", on: ["Identifiers", "UsageRecords", "Clones"]),
        room(
            "SignIn",
            on: [
                "Identifiers", "Ledger", "AccessTokens", crypto, cryptoExtras, httpClient, nio("NIOCore"), nio("NIOHTTP1"), nioSSL,
            ]),
        room(
            "Operations",
            on: [
                logging, metrics, lifecycle, httpTypes, nio("NIOCore"), hummingbird("Hummingbird"), hummingbird("HummingbirdCore"),
                .product(name: "Yams", package: "Yams"),
            ]
        ),
        room("Devices", in: "Registers", on: ["Identifiers", "Ledger", "Exchange"]),
        room(
            "Edge",
            on: [
                "Identifiers", "Ledger", "Exchange", "EquipmentIdentity", "AccessTokens", "DeviceLists", "Diameter",
                "ListedDevices",
                "Segments", "Operations", "Trials", grdb, crypto,
                logging, metrics, lifecycle, httpClient,
                nio("NIOCore"), nio("NIOPosix"), nio("NIOHTTP1"), nioHTTP2, .product(name: "NIOHPACK", package: "swift-nio-http2"),
                nioSSL,
            ]
        ),
        .target(
            name: "Pages",
            dependencies: ["Ledger", "Exchange", .product(name: "Mustache", package: "swift-mustache")],
            path: "Sources/Pages",
            resources: [.embedInCode("Material")],
            swiftSettings: settings
        ),
        room(
            "Hub",
            on: [
                "Pages", "SignIn", "PrivateChecks", "Identifiers", "Ledger", "Exchange", "Store", "Devices", "Operations", crypto,
                logging, metrics, collections,
                lifecycle, httpClient, nio("NIOHTTP1"), nio("NIOPosix"),
                x509, asn1, httpTypes, nio("NIOCore"), nioSSL,
                hummingbird("Hummingbird"), hummingbird("HummingbirdCore"), hummingbird("HummingbirdTLS"),
            ]
        ),
        room(
            "Witness",
            on: [
                "Ledger", "Operations", logging, metrics, lifecycle, httpTypes, nio("NIOCore"), nio("NIOPosix"),
                hummingbird("Hummingbird"), hummingbird("HummingbirdCore"),
            ]
        ),
        .executableTarget(
            name: "schakel",
            dependencies: [
                "Identifiers", "Ledger", "Exchange", "Store", "SQLiteStore", "PostgresStore", "Witness", "DeviceLists", "Devices",
                "Operations", "AccessTokens", "Diameter", "Edge", "Hub", "SignIn", "UsageRecords", "Clones", "CloneTrials",
                "PrivateChecks",
                crypto, logging, metrics, lifecycle, httpClient, x509, asn1, nio("NIOCore"), nio("NIOPosix"), nioSSL,
                nio("NIOHTTP1"), .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Yams", package: "Yams"),
            ],
            path: "Sources/schakel",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "ledger-benchmark",
            dependencies: [
                "Hub", "Store", "SQLiteStore", "PostgresStore", "Exchange",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Benchmarks/Ledger",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "worklist-benchmark",
            dependencies: [
                "Hub", "Store", "SQLiteStore", "PostgresStore", "Exchange", nio("NIOCore"), nio("NIOEmbedded"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Benchmarks/Worklist",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "index-benchmark",
            dependencies: [
                "Identifiers", "ListedDevices", "Segments", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Benchmarks/Index",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "diameter-benchmark",
            dependencies: [
                "Edge", "Diameter", "EquipmentIdentity", "Identifiers", logging, nio("NIOCore"), nio("NIOPosix"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Benchmarks/Diameter",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "private-check-benchmark",
            dependencies: [
                "PrivateChecks", "Identifiers", "Ledger", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Benchmarks/PrivateCheck",
            swiftSettings: settings
        ),
        // What tests of several rooms use.
        .target(name: "Trials", path: "Tests/Trials", swiftSettings: settings),
        .target(name: "PageCheck", path: "Tests/PageCheck", swiftSettings: settings),
        tests("Pages", on: ["Pages", "PageCheck", "Exchange", "Ledger"]),
        tests("Identifiers", on: ["Identifiers", "Trials"]),
        tests("Ledger", on: ["Ledger", "Trials"]),
        tests("Exchange", on: ["Exchange", "Identifiers", "Ledger", "Trials"]),
        tests("Devices", on: ["Devices", "Exchange", "Identifiers", "Ledger"]),
        tests("DeviceLists", on: ["DeviceLists", "Identifiers"]),
        tests("PrivateChecks", on: ["PrivateChecks", "Identifiers", "Ledger", "Trials"]),
        tests("UsageRecords", on: ["UsageRecords", "Identifiers", "Trials"]),
        tests("Clones", on: ["Clones", "UsageRecords", "Identifiers", "Trials"]),
        tests("CloneTrials", on: ["CloneTrials", "Clones", "UsageRecords", "Identifiers"]),
        tests("Segments", on: ["Segments", "Trials"]),
        tests("ListedDevices", on: ["ListedDevices", "Segments", "Identifiers", "Trials"]),
        tests("Diameter", on: ["Diameter"]),
        tests("EquipmentIdentity", on: ["EquipmentIdentity", "Identifiers", "Trials"]),
        tests(
            "SignIn", on: ["SignIn", "AccessTokens", "Ledger", crypto, cryptoExtras]),
        tests("AccessTokens", on: ["AccessTokens", "Ledger", crypto, cryptoExtras]),
        .target(
            name: "StoreContract", dependencies: ["Store", "Ledger", "Exchange", "Identifiers", "Trials"],
            path: "Tests/StoreContract",
            swiftSettings: settings
        ),
        tests("Store", on: ["Store"]),
        tests("SQLiteStore", on: ["SQLiteStore", "StoreContract", "Store", "Ledger", "Exchange", grdb]),
        tests(
            "Edge",
            on: [
                "Edge", "Identifiers", "Ledger", "Exchange", "EquipmentIdentity", "AccessTokens", "DeviceLists", "Diameter",
                "ListedDevices",
                "Segments", "Operations", "Trials", grdb, crypto, logging, lifecycle, httpClient, x509, asn1, nio("NIOCore"),
                nio("NIOEmbedded"), nio("NIOPosix"), nio("NIOHTTP1"),
                nioHTTP2, .product(name: "NIOHPACK", package: "swift-nio-http2"), nioSSL,
            ],
            exclude: ["Diameter/Interop"]
        ),
        tests(
            "Hub",
            on: [
                "Hub", "Pages", "PageCheck", "SignIn", "AccessTokens", "PrivateChecks", "Witness", "Identifiers", "Ledger",
                "Exchange",
                "Store", "SQLiteStore",
                "Devices",
                crypto, logging,
                httpTypes, x509,
                asn1,
                nio("NIOCore"), nio("NIOEmbedded"), nio("NIOPosix"), nioSSL, hummingbird("Hummingbird"), lifecycle, grdb,
                httpClient, nio("NIOHTTP1"),
            ]
        ),
        tests(
            "PostgresStore",
            on: ["PostgresStore", "CPostgres", "SQLiteStore", "StoreContract", "Store", "Ledger", "Exchange", "Identifiers"]),
        tests(
            "Witness",
            on: ["Witness", "Ledger", "Operations", logging, httpClient, nio("NIOCore"), nio("NIOHTTP1"), lifecycle]),
        tests("Journeys", on: ["schakel", "Pages", "Trials"], exclude: ["Provider"]),
        tests("Operations", on: ["Operations", "Trials", logging, metrics]),
    ]
)
