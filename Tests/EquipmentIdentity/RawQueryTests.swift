// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import EquipmentIdentity

@Suite("Splitting a query")
struct RawQueryTests {
    /// The raw values and faults found in `query`.
    private func split(_ query: String) -> (values: [QueryParameter: String], faults: [QueryFault]) {
        Array(query.utf8).withUnsafeBufferPointer { bytes in
            let raw = RawQuery(bytes[...])
            var values: [QueryParameter: String] = [:]
            for parameter in QueryParameter.allCases {
                values[parameter] = raw[parameter].map { String(decoding: $0, as: UTF8.self) }
            }
            return (values, raw.faults)
        }
    }

    @Test(
        "parameters are found where they stand, still encoded",
        arguments: [
            ("", [:]),
            ("pei=a", [QueryParameter.pei: "a"]),
            ("pei=a&supi=b&gpsi=c&supported-features=d", [.pei: "a", .supi: "b", .gpsi: "c", .supportedFeatures: "d"]),
            ("supported-features=d&pei=a", [.pei: "a", .supportedFeatures: "d"]),
            ("&&pei=a&&", [.pei: "a"]),
            ("pei", [.pei: ""]),
            ("pei=", [.pei: ""]),
            ("pei==", [.pei: "="]),
            ("pei=a=b", [.pei: "a=b"]),
            ("pei=%41", [.pei: "%41"]),
            ("pei=%zz", [.pei: "%zz"]),
            ("%70%65%69=a", [.pei: "a"]),
            ("other=a&pei2=b&=c", [:]),
        ] as [(String, [QueryParameter: String])])
    func finds(query: String, expected: [QueryParameter: String]) {
        let (values, faults) = split(query)

        #expect(values == expected)
        #expect(faults.isEmpty)
    }

    @Test("of a repeated parameter the first value is kept, and the fault noted once")
    func repeated() {
        let (values, faults) = split("gpsi=1&gpsi=2&gpsi=3&supi=x&supi=")

        #expect(values == [.gpsi: "1", .supi: "x"])
        #expect(faults == [QueryFault(parameter: .gpsi, kind: .repeated), QueryFault(parameter: .supi, kind: .repeated)])
    }

    @Test("bad encoding of what is unknown is a fault of the query, noted once", arguments: ["x=%", "%=x", "%zz&%4", "p%ei=1"])
    func badEncoding(query: String) {
        let (values, faults) = split(query + "&pei=a&" + query)

        #expect(values == [.pei: "a"])
        #expect(faults == [QueryFault(parameter: nil, kind: .badEncoding)])
    }
}
