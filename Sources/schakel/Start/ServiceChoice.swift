// SPDX-License-Identifier: EUPL-1.2

import AccessTokens
import Edge
import FoundationEssentials
import NIOCore
import NIOSSL
import Operations

/// Makes the options of the 5G-EIR's door from the settings, or tells all that is wrong with them at once.
struct ServiceChoice {
    let settings: Operations.Settings
    private let keepsInstance: Bool
    private(set) var faults: [ConfigurationFault] = []

    init(_ settings: Operations.Settings, keepsInstance: Bool) {
        self.settings = settings
        self.keepsInstance = keepsInstance
    }

    /// The options that the settings ask for. Makes the NF instance id where one is needed and none is set.
    /// - Throws: `ConfigurationError` with every fault.
    static func options(_ settings: Operations.Settings) throws -> ServiceOptions {
        try options(settings, keepsInstance: true)
    }

    /// Tells what is wrong with the settings, and makes nothing.
    static func check(_ settings: Operations.Settings) throws {
        _ = try options(settings, keepsInstance: false)
        _ = try diameter(settings)
    }

    /// Reads the files again that the settings name, and makes nothing else anew.
    static func renewed(_ settings: Operations.Settings) throws -> (service: ServiceOptions, diameter: DiameterOptions?) {
        (try options(settings, keepsInstance: false), try diameter(settings))
    }

    private static func options(_ settings: Operations.Settings, keepsInstance: Bool) throws -> ServiceOptions {
        var choice = ServiceChoice(settings, keepsInstance: keepsInstance)
        let options = try choice.read()
        guard choice.faults.isEmpty else { throw ConfigurationError(choice.faults) }
        return options
    }

    private mutating func read() throws -> ServiceOptions {
        var options = ServiceOptions()
        options.limits.maximumConnections = try settings.integer("service.connections")
        options.limits.maximumConcurrentStreams = try settings.integer("service.streams")
        options.limits.overloadAfter = .milliseconds(try span("service.overload-after", 10...60_000, "from 10ms to 1m"))
        options.tls = try tls()
        let networks = try settings.list("service.plmns").compactMap { text -> TokenRules.Network? in
            let network = TokenRules.Network(text)
            if network == nil { fault("service.plmns", "\(text) in service.plmns is no network; write it as 204-01.") }
            return network
        }
        let issuers = try settings.list("tokens.issuers")
        let addresses = try settings.list("nrf.addresses").compactMap { text -> RepositoryAddress? in
            let address = RepositoryAddress(text)
            if address == nil {
                fault("nrf.addresses", "\(text) in nrf.addresses is no address; write it as http://nrf.example:8000.")
            }
            return address
        }
        let isNeeded = !issuers.isEmpty || !addresses.isEmpty
        let instance = isNeeded ? try instance() : ""
        (options.gate, options.keySource) = try tokens(issuers, instance, networks)
        let registers = try !settings.list("nrf.addresses").isEmpty
        options.registration = try registration(registers, addresses, instance, networks, options)
        return options
    }

    private mutating func tls() throws -> ServiceTLS? {
        guard let pair = try pair("service.tls") else {
            if settings.isSet("service.tls.roots"), !settings.isSet("service.tls.key") {
                fault("service.tls.roots", "service.tls.roots needs service.tls.certificate and service.tls.key; set them too.")
            }
            return nil
        }
        let roots = try bytes("service.tls.roots")
        do {
            return try ServiceTLS(certificate: pair.certificate, key: pair.key, roots: roots)
        } catch {
            fault("service.tls", error.description)
            return nil
        }
    }

    private mutating func tokens(
        _ issuers: [String], _ instance: String, _ networks: [TokenRules.Network]
    ) throws -> (TokenGate?, ServiceOptions.KeySource?) {
        let skew = try span("tokens.skew", 0...300_000, "at most 5m") / 1000
        let interval = try span("tokens.refresh", 60_000...604_800_000, "from 1m to 7d")
        guard !issuers.isEmpty else {
            for key in ["tokens.keys", "tokens.keys-url"] where settings.isSet(key) {
                fault(key, "\(key) is set and tokens.issuers is not; name the issuers, or leave both out.")
            }
            return (nil, nil)
        }
        var keys = TokenKeys.none
        if let bytes = try bytes("tokens.keys") {
            do {
                keys = try TokenKeys(reading: bytes)
            } catch {
                fault("tokens.keys", "The file of tokens.keys cannot be used. \(error)")
            }
        }
        var source: ServiceOptions.KeySource?
        if settings.isSet("tokens.keys-url") {
            let address = try settings.text("tokens.keys-url")
            let isLocal = ["http://127.0.0.1:", "http://localhost:", "http://[::1]:"].contains { address.hasPrefix($0) }
            if !address.hasPrefix("https://"), !isLocal {
                fault("tokens.keys-url", "tokens.keys-url must begin with https://; over plain HTTP anybody could put in keys.")
            }
            let roots = try certificates("tokens.keys-roots").map { roots in
                var tls = TLSConfiguration.makeClientConfiguration()
                tls.trustRoots = .certificates(roots)
                return tls
            }
            source = ServiceOptions.KeySource(address: address, tls: roots, interval: .milliseconds(interval))
        } else if !settings.isSet("tokens.keys") {
            fault("tokens.keys", "tokens.issuers needs their keys; set tokens.keys or tokens.keys-url.")
        }
        let rules = TokenRules(
            issuers: Set(issuers), audiences: ["5G_EIR", instance], scope: "n5g-eir-eic", networks: Set(networks), skew: skew)
        return (TokenGate(rules: rules, keys: keys), source)
    }

    private mutating func registration(
        _ isWanted: Bool, _ addresses: [RepositoryAddress], _ instance: String, _ networks: [TokenRules.Network],
        _ options: ServiceOptions
    ) throws -> ServiceOptions.Registration? {
        let heartbeat = try span("nrf.heartbeat", 1000...86_400_000, "from 1s to 24h") / 1000
        let priority = try settings.integer("nrf.priority")
        var tls = TLSConfiguration.makeClientConfiguration()
        if let roots = try certificates("nrf.tls.roots") { tls.trustRoots = .certificates(roots) }
        if let pair = try pair("nrf.tls") {
            do {
                tls.certificateChain = try NIOSSLCertificate.fromPEMBytes(pair.certificate).map { .certificate($0) }
                tls.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: pair.key, format: .pem))
                _ = try NIOSSLContext(configuration: tls)
            } catch {
                fault("nrf.tls", "nrf.tls.certificate and nrf.tls.key cannot be used; give PEM files that belong together.")
            }
        }
        guard isWanted else { return nil }
        let isGiven = settings.isSet("nrf.advertise.host")
        let host = try settings.text(isGiven ? "nrf.advertise.host" : "service.host")
        if ["0.0.0.0", "::", ""].contains(host) {
            fault(
                "nrf.advertise.host",
                "Nobody can reach \(host.isEmpty ? "nothing" : host); set nrf.advertise.host to a name or address.")
        }
        let advertised = settings.isSet("nrf.advertise.port") ? try settings.port("nrf.advertise.port") : nil
        let (isSecure, wantsToken) = (options.tls != nil, options.gate != nil)
        return ServiceOptions.Registration(addresses: addresses, client: RepositoryClient(tls: tls)) { port in
            NFProfile(
                instance: instance, host: host, port: advertised ?? port, isSecure: isSecure, wantsToken: wantsToken,
                networks: networks,
                priority: priority, heartbeat: Int(heartbeat))
        }
    }

    /// The NF instance id: as set, or as kept in the data folder, or made anew and kept there.
    private mutating func instance() throws -> String {
        if settings.isSet("service.instance") {
            let text = try settings.text("service.instance")
            guard let id = UUID(uuidString: text) else {
                fault("service.instance", "service.instance must be a UUID, such as 4947a69a-f61b-4bc1-b9da-47c9c5d14b64.")
                return ""
            }
            return id.uuidString.lowercased()
        }
        let file = try settings.path("data") + "/nf-instance"
        guard Files.exists(file) else {
            let fresh = UUIDText.fresh()
            guard keepsInstance else { return fresh }
            try Files.makeFolder(try settings.path("data"))
            try SecretFile.write(fresh + "\n", to: file)
            return fresh
        }
        let line = try Files.text(file).split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        guard let id = UUID(uuidString: line) else {
            fault("service.instance", "The file \(file) holds no UUID; remove it, or set service.instance.")
            return ""
        }
        return id.uuidString.lowercased()
    }

    private mutating func span(_ key: String, _ range: ClosedRange<Int64>, _ words: String) throws -> Int64 {
        let value = try settings.milliseconds(key)
        if !range.contains(value) { fault(key, "\(key) must be \(words).") }
        return min(max(value, range.lowerBound), range.upperBound)
    }

    /// The files of a certificate and its key; nil when neither is set, or one cannot be read.
    mutating func pair(_ section: String) throws -> (certificate: [UInt8], key: [UInt8])? {
        let (certificate, key) = (section + ".certificate", section + ".key")
        guard settings.isSet(certificate) == settings.isSet(key) else {
            let missing = settings.isSet(key) ? certificate : key
            fault(missing, "\(certificate) and \(key) go together; set \(missing) too.")
            return nil
        }
        guard let chain = try bytes(certificate), let privateKey = try bytes(key) else { return nil }
        return (chain, privateKey)
    }

    private mutating func certificates(_ key: String) throws -> [NIOSSLCertificate]? {
        guard let bytes = try bytes(key) else { return nil }
        guard let certificates = try? NIOSSLCertificate.fromPEMBytes(bytes), !certificates.isEmpty else {
            fault(key, "The file of \(key) holds no certificates; give them in PEM.")
            return nil
        }
        return certificates
    }

    mutating func bytes(_ key: String) throws -> [UInt8]? {
        guard settings.isSet(key) else { return nil }
        do {
            return try Files.bytes(try settings.path(key), most: 1 << 20)
        } catch let failure as FileFailure {
            fault(key, "\(key): \(failure.description)")
            return nil
        }
    }

    mutating func fault(_ key: String, _ message: String) {
        faults.append(ConfigurationFault(code: .invalidValue, key: key, source: settings.source(of: key), message: message))
    }
}
