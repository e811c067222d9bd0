// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import EquipmentIdentity

@Suite("Faults of a query")
struct QueryFaultTests {
    @Test(
        "every fault has the cause TS 29.500 has for it",
        arguments: [
            (.pei, .missing, "MANDATORY_QUERY_PARAM_MISSING"),
            (.pei, .repeated, "MANDATORY_QUERY_PARAM_INCORRECT"),
            (.pei, .badEncoding, "MANDATORY_QUERY_PARAM_INCORRECT"),
            (.pei, .wrongShape, "MANDATORY_QUERY_PARAM_INCORRECT"),
            (.supi, .repeated, "OPTIONAL_QUERY_PARAM_INCORRECT"),
            (.gpsi, .badEncoding, "OPTIONAL_QUERY_PARAM_INCORRECT"),
            (.supportedFeatures, .wrongShape, "OPTIONAL_QUERY_PARAM_INCORRECT"),
            (nil, .badEncoding, "INVALID_MSG_FORMAT"),
        ] as [(QueryParameter?, QueryFault.Kind, String)])
    func causes(parameter: QueryParameter?, kind: QueryFault.Kind, cause: String) {
        #expect(QueryFault(parameter: parameter, kind: kind).cause.rawValue == cause)
    }

    @Test("a malformed message outweighs a missing pei, that a wrong one, that an optional parameter")
    func gravity() {
        let faults = [
            QueryFault(parameter: nil, kind: .badEncoding), QueryFault(parameter: .pei, kind: .missing),
            QueryFault(parameter: .pei, kind: .wrongShape), QueryFault(parameter: .gpsi, kind: .wrongShape),
        ]

        #expect(faults.map(\.gravity) == [0, 1, 2, 3])
    }

    @Test("the answer to several faults takes its cause from the gravest and lists them all in order")
    func combined() throws {
        let faults = [
            QueryFault(parameter: .supi, kind: .wrongShape), QueryFault(parameter: .pei, kind: .repeated),
            QueryFault(parameter: .gpsi, kind: .badEncoding),
        ]

        let answer = try #require(EquipmentAnswer.badQuery(faults))
        let text = String(decoding: answer.body, as: UTF8.self)

        #expect(text.contains(#""cause":"MANDATORY_QUERY_PARAM_INCORRECT""#))
        let places = ["query supi", "query pei", "query gpsi"].compactMap { text.firstRange(of: $0)?.lowerBound }
        #expect(places.count == 3 && places == places.sorted())
    }

    @Test("without faults there is nothing to answer")
    func none() {
        #expect(EquipmentAnswer.badQuery([]) == nil)
    }

    @Test("every parameter says what it expects, and each something else", arguments: QueryParameter.allCases)
    func expectations(parameter: QueryParameter) {
        let reason = QueryFault(parameter: parameter, kind: .wrongShape).invalidParameter.reason

        #expect(reason == parameter.expectation && reason.hasPrefix("not a "))
        #expect(QueryParameter.allCases.filter { $0.expectation == reason } == [parameter])
    }
}

@Suite("Parameters of a query")
struct QueryParameterTests {
    @Test("names are those of TS 29.511 and read back", arguments: QueryParameter.allCases)
    func names(parameter: QueryParameter) {
        #expect(["pei", "supi", "gpsi", "supported-features"].contains(parameter.name))
        #expect(QueryParameter(name: parameter.name.utf8) == parameter)
    }

    @Test("other names are no parameter", arguments: ["", "PEI", "pe", "peii", "supportedFeatures", "supported_features", " pei"])
    func others(name: String) {
        #expect(QueryParameter(name: name.utf8) == nil)
    }
}
