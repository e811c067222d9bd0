// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import Identifiers
import Testing

@Suite("Reading a check")
struct EquipmentDoorTests {
    private static let base = "/n5g-eir-eic/v1/equipment-status"

    private func query(_ target: String) -> EquipmentStatusQuery? {
        guard case .query(let query) = EquipmentDoor.read(method: "GET", target: target) else { return nil }
        return query
    }

    @Test("the path is the one TS 29.511 gives the resource")
    func path() {
        #expect(EquipmentDoor.path == Self.base)
    }

    @Test(
        "every spelling of one phone is read as the same fourteen digits",
        arguments: [
            "pei=imei-490154203237518",
            "pei=imei-490154203237510",
            "pei=imeisv-4901542032375186",
            "pei=imeisv-4901542032375199",
            "pei=imei%2D490154203237518",
            "pei=%69mei-49015420323751%38",
            "p%65i=imei-490154203237518",
        ])
    func spellings(parameters: String) throws {
        let read = try #require(query("\(Self.base)?\(parameters)"))

        #expect(read.pei.imei?.value == 49_015_420_323_751)
        #expect(read.supi == nil && read.gpsi == nil && read.supportedFeatures == nil)
    }

    @Test("the examples of TS 29.571 for Pei are read")
    func standardExamples() {
        #expect(query("\(Self.base)?pei=imei-012345678901234")?.pei.imei?.value == 1_234_567_890_123)
        #expect(query("\(Self.base)?pei=imeisv-0123456789012345")?.pei.imei?.value == 1_234_567_890_123)
    }

    @Test(
        "a device without IMEI is a check too",
        arguments: [
            ("mac-00-00-5E-00-53-00", "mac"), ("mac-00-00-5E-00-53-00-untrusted", "mac"),
            ("eui-00-00-5E-EF-10-00-00-00", "eui"), ("something-new", "other"),
        ])
    func otherEquipment(text: String, kind: String) {
        #expect(query("\(Self.base)?pei=\(text)")?.pei == .opaque(kind: kind, text: text))
    }

    @Test("the optional parameters are decoded and kept")
    func optionalParameters() throws {
        let read = try #require(
            query(
                "\(Self.base)?supi=imsi-204010123456789&pei=imei-490154203237518"
                    + "&gpsi=extid-a%40example.org&supported-features=0aF"
            ))

        #expect(read.supi == SUPI("imsi-204010123456789") && read.supi?.imsi?.digits == "204010123456789")
        #expect(read.gpsi == .externalIdentifier(local: "a", domain: "example.org"))
        #expect(read.supportedFeatures == SupportedFeatures(digits: "af".utf8))
    }

    @Test(
        "what the patterns of Supi, Gpsi and SupportedFeatures allow is allowed",
        arguments: [
            "supi=nai-user%40example.org", "supi=gci-1", "supi=gli-1", "supi=imsi-1", "supi=%C3%A9", "supi=a+b",
            "gpsi=msisdn-31612345678",
            "gpsi=a", "supported-features=", "supported-features", "supported-features=0123456789abcdefABCDEF",
        ])
    func wideShapes(parameter: String) {
        #expect(query("\(Self.base)?pei=imei-490154203237518&\(parameter)") != nil)
    }

    @Test("a plus sign is a plus sign and not a space")
    func plusSign() {
        #expect(query("\(Self.base)?pei=imei-490154203237518&supi=nai-a+b")?.supi == .other("nai-a+b"))
    }

    @Test(
        "unknown parameters, empty pairs and values with an equals sign do no harm",
        arguments: ["x=1", "x", "=", "=x", "&&", "x=1&x=2", "PEI=imei-1", "x=a=b", "x=?", "callback=http://a/b?c", "x=%00"])
    func unknownParameters(parameters: String) {
        #expect(query("\(Self.base)?\(parameters)&pei=imei-490154203237518&\(parameters)") != nil)
    }

    @Test(
        "the absolute form of a request through a proxy is read",
        arguments: ["http://eir.example", "https://eir.example:8443", "http://[::1]:80"])
    func absoluteForm(origin: String) {
        #expect(query("\(origin)\(Self.base)?pei=imei-490154203237518") != nil)
    }

    @Test("a substring is read like a string")
    func substring() throws {
        let imei = try #require(IMEI(value: 49_015_420_323_751))
        let whole = "<\(Self.base)?pei=imei-490154203237518>"

        let reading = EquipmentDoor.read(method: "GET ".dropLast(), target: whole.dropFirst().dropLast())

        #expect(reading == .query(EquipmentStatusQuery(pei: .imei(imei))))
    }
}
