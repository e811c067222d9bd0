// SPDX-License-Identifier: EUPL-1.2

import Diameter
import Edge
import FoundationEssentials
import Operations

extension ServiceChoice {
    /// The Diameter door that the settings ask for; nil when they ask for none.
    /// - Throws: `ConfigurationError` with every fault.
    static func diameter(_ settings: Operations.Settings) throws -> DiameterOptions? {
        var choice = ServiceChoice(settings, keepsInstance: false)
        let options = try choice.diameter()
        guard choice.faults.isEmpty else { throw ConfigurationError(choice.faults) }
        return options
    }

    private mutating func diameter() throws -> DiameterOptions? {
        let (hosts, realms) = (try identities("diameter.peers"), try identities("diameter.peer-realms"))
        let served = try identities("diameter.served-realms")
        let tls = try diameterTLS()
        guard settings.isSet("diameter.identity") else {
            for key in ["diameter.realm", "diameter.tls.certificate"] where settings.isSet(key) {
                fault(key, "\(key) is set and diameter.identity is not; set both, or leave Diameter out.")
            }
            return nil
        }
        let name = try settings.text("diameter.identity")
        let realm =
            settings.isSet("diameter.realm") ? try settings.text("diameter.realm") : name.drop { $0 != "." }.dropFirst().description
        guard let host = DiameterIdentity(name) else {
            fault("diameter.identity", "diameter.identity must be a host name of letters, digits, hyphens and dots.")
            return nil
        }
        guard let realm = DiameterIdentity(realm) else {
            fault("diameter.realm", "diameter.realm must be a realm such as epc.mnc001.mcc204.3gppnetwork.org; set it.")
            return nil
        }
        var policy = PeerPolicy()
        policy.hosts = hosts.isEmpty ? nil : Set(hosts)
        policy.realms = realms.isEmpty ? nil : Set(realms)
        policy.servedRealms = served
        policy.takesAllDestinations = try settings.flag("diameter.any-destination")
        let most = try settings.integer("diameter.checks-per-second")
        policy.checksPerSecond = most > 0 ? most : nil
        var limits = DiameterLimits()
        limits.maximumConnections = try settings.integer("diameter.connections")
        let started = UInt32(truncatingIfNeeded: Int64(Date().timeIntervalSince1970))
        return DiameterOptions(
            host: try settings.text("diameter.host"), port: try settings.port("diameter.port"),
            node: LocalNode(host: host, realm: realm, originStateID: started), policy: policy, tls: tls, limits: limits)
    }

    private mutating func identities(_ key: String) throws -> [DiameterIdentity] {
        try settings.list(key).compactMap { text in
            let identity = DiameterIdentity(text)
            if identity == nil { fault(key, "\(text) in \(key) is no name of letters, digits, hyphens and dots.") }
            return identity
        }
    }

    private mutating func diameterTLS() throws -> DiameterTLS? {
        guard let pair = try pair("diameter.tls") else { return nil }
        guard let roots = try bytes("diameter.tls.roots") else {
            if !settings.isSet("diameter.tls.roots") {
                fault("diameter.tls.roots", "Diameter over TLS needs the authorities of its peers; set diameter.tls.roots.")
            }
            return nil
        }
        let text = { (bytes: [UInt8]) in String(decoding: bytes, as: UTF8.self) }
        do {
            return try DiameterTLS(
                certificateChain: text(pair.certificate), privateKey: text(pair.key), trustRoots: text(roots))
        } catch {
            fault("diameter.tls", error.reason)
            return nil
        }
    }
}
