// SPDX-License-Identifier: EUPL-1.2

public import AccessTokens
import Ledger

/// What a 5G-EIR tells the network's repository about itself (TS 29.510 `NFProfile` and `NFService`).
public struct NFProfile: Sendable {
    /// The NF instance id, a UUID in lower case.
    public let instance: String
    /// How others reach the service: an IPv4 or IPv6 address or a domain name.
    public let host: String
    /// The port of the service.
    public let port: Int
    /// Whether the service speaks TLS.
    public let isSecure: Bool
    /// Whether callers need an access token.
    public let wantsToken: Bool
    /// The networks it belongs to.
    public let networks: [TokenRules.Network]
    /// Its priority among instances, 0 to 65535; the lowest is asked first.
    public let priority: Int
    /// How often it proposes to send a heartbeat, in seconds. The repository decides.
    public let heartbeat: Int

    /// Gathers the particulars.
    public init(
        instance: String, host: String, port: Int, isSecure: Bool, wantsToken: Bool, networks: [TokenRules.Network], priority: Int,
        heartbeat: Int
    ) {
        self.instance = instance
        self.host = host
        self.port = port
        self.isSecure = isSecure
        self.wantsToken = wantsToken
        self.networks = networks
        self.priority = priority
        self.heartbeat = heartbeat
    }

    /// The profile as JSON, to be registered.
    var json: JSON {
        let (kind, address) = Self.place(host)
        let endPoint: [(String, JSON?)] = [
            (kind == .ipv4 ? "ipv4Address" : "ipv6Address", kind == .name ? nil : address), ("transport", "TCP"),
            ("port", .integer(Int64(port))),
        ]
        let service: [(String, JSON?)] = [
            ("serviceInstanceId", .string(instance)), ("serviceName", "n5g-eir-eic"),
            ("versions", [["apiVersionInUri": "v1", "apiFullVersion": "1.0.0"]]), ("scheme", isSecure ? "https" : "http"),
            ("nfServiceStatus", "REGISTERED"), ("fqdn", kind == .name ? address : nil),
            ("ipEndPoints", .array([.object(JSONObject(endPoint))])), ("oauth2Required", .bool(wantsToken)),
        ]
        let networks: [JSON] = networks.map { ["mcc": .string($0.countryCode), "mnc": .string($0.networkCode)] }
        let profile: [(String, JSON?)] = [
            ("nfInstanceId", .string(instance)), ("nfType", "5G_EIR"), ("nfStatus", "REGISTERED"),
            ("heartBeatTimer", .integer(Int64(heartbeat))), ("priority", .integer(Int64(priority))),
            ("plmnList", networks.isEmpty ? nil : .array(networks)), ("fqdn", kind == .name ? address : nil),
            ("ipv4Addresses", kind == .ipv4 ? [address] : nil), ("ipv6Addresses", kind == .ipv6 ? [address] : nil),
            ("allowedNfTypes", ["AMF"]), ("nfServices", [.object(JSONObject(service))]),
        ]
        return .object(JSONObject(profile))
    }

    private enum Place { case ipv4, ipv6, name }

    private static func place(_ host: String) -> (Place, JSON) {
        if host.contains(":") { return (.ipv6, .string(host)) }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let isAddress = parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
        return (isAddress ? .ipv4 : .name, .string(host))
    }
}
