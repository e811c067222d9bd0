// SPDX-License-Identifier: EUPL-1.2

import AccessTokens
import Ledger
import Testing

@testable import Edge

@Suite("What a 5G-EIR tells of itself")
struct NFProfileTests {
    static func profile(host: String = "192.0.2.7", networks: [String] = ["204-08"], heartbeat: Int = 10) -> NFProfile {
        NFProfile(
            instance: "11111111-2222-4333-8444-555555555555", host: host, port: 7777, isSecure: true, wantsToken: true,
            networks: networks.compactMap { TokenRules.Network($0) }, priority: 3, heartbeat: heartbeat)
    }

    @Test("the profile has what TS 29.510 demands, for a 5G_EIR with its one service")
    func members() {
        let json = Self.profile().json
        let service = json["nfServices"]?[0]

        #expect(json["nfInstanceId"]?.string == "11111111-2222-4333-8444-555555555555" && json["nfType"]?.string == "5G_EIR")
        #expect(json["nfStatus"]?.string == "REGISTERED" && json["heartBeatTimer"]?.integer == 10 && json["priority"]?.integer == 3)
        #expect(json["plmnList"]?[0]?["mcc"]?.string == "204" && json["plmnList"]?[0]?["mnc"]?.string == "08")
        #expect(service?["serviceName"]?.string == "n5g-eir-eic" && service?["scheme"]?.string == "https")
        #expect(service?["nfServiceStatus"]?.string == "REGISTERED" && service?["versions"]?[0]?["apiVersionInUri"]?.string == "v1")
        #expect(service?["serviceInstanceId"]?.string != nil && service?["oauth2Required"]?.bool == true)
        #expect(service?["ipEndPoints"]?[0]?["port"]?.integer == 7777)
    }

    @Test("an IPv4 address, an IPv6 address and a name each stand where they belong")
    func places() {
        let four = Self.profile(host: "192.0.2.7").json
        let six = Self.profile(host: "2001:db8::7").json
        let name = Self.profile(host: "eir.5gc.mnc008.mcc204.3gppnetwork.org").json

        #expect(four["ipv4Addresses"]?[0]?.string == "192.0.2.7" && four["fqdn"] == nil && four["ipv6Addresses"] == nil)
        #expect(four["nfServices"]?[0]?["ipEndPoints"]?[0]?["ipv4Address"]?.string == "192.0.2.7")
        #expect(six["ipv6Addresses"]?[0]?.string == "2001:db8::7")
        #expect(six["nfServices"]?[0]?["ipEndPoints"]?[0]?["ipv6Address"]?.string == "2001:db8::7")
        #expect(name["fqdn"]?.string?.hasPrefix("eir.") == true && name["ipv4Addresses"] == nil)
        #expect(name["nfServices"]?[0]?["ipEndPoints"]?[0]?["ipv6Address"] == nil)
    }

    @Test("without networks there is no list of them")
    func noNetworks() { #expect(Self.profile(networks: []).json["plmnList"] == nil) }
}

@Suite("Addresses of NRFs")
struct RepositoryAddressTests {
    @Test(
        "host, port, scheme and prefix are read",
        arguments: [
            ("http://nrf:8000", "nrf", 8000, false, ""), ("https://nrf.example/", "nrf.example", 443, true, ""),
            ("http://192.0.2.1/a/b/", "192.0.2.1", 80, false, "/a/b"),
            ("https://[2001:db8::1]:29510/x", "2001:db8::1", 29_510, true, "/x"),
            ("http://[::1]", "::1", 80, false, ""),
        ])
    func read(text: String, host: String, port: Int, isSecure: Bool, prefix: String) throws {
        let address = try #require(RepositoryAddress(text))
        #expect(address.host == host && address.port == port && address.isSecure == isSecure && address.prefix == prefix)
        #expect(RepositoryAddress(address.description) == address)
    }

    @Test(
        "anything else is refused",
        arguments: [
            "", "nrf:8000", "ftp://nrf", "http://", "http://:80", "http://nrf:0", "http://nrf:70000", "http://a b", "http://a@b",
            "http://a?b", "http://2001:db8::1:80/", "http://nrf:",
        ])
    func refused(text: String) { #expect(RepositoryAddress(text) == nil) }
}
