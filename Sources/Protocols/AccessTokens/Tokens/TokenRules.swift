// SPDX-License-Identifier: EUPL-1.2

/// Which tokens are accepted.
public struct TokenRules: Hashable, Sendable {
    /// A mobile network: its country code of 3 digits and its network code of 2 or 3.
    public struct Network: Hashable, Sendable {
        /// The country code.
        public let countryCode: String
        /// The network code.
        public let networkCode: String

        /// Reads `204-01`, the form in which settings name a network; nil for anything else.
        public init?(_ text: String) {
            let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, parts[0].utf8.count == 3, (2...3).contains(parts[1].utf8.count),
                parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
            else { return nil }
            (countryCode, networkCode) = (parts[0], parts[1])
        }
    }

    /// The issuers whose tokens are accepted; the token names one of them literally.
    public var issuers: Set<String>
    /// Whom a token may be for: an NF type such as `5G_EIR`, or an NF instance id. One must be named.
    public var audiences: Set<String>
    /// The service a token must be for, one of the words of its scope.
    public var scope: String
    /// The networks this service belongs to; a token that names the producer's network must name one of them. Empty: not looked at.
    public var networks: Set<Network>
    /// How far the issuer's clock may be off, in seconds.
    public var skew: Int64

    /// Gathers the rules.
    public init(issuers: Set<String>, audiences: Set<String>, scope: String, networks: Set<Network> = [], skew: Int64 = 30) {
        self.issuers = issuers
        self.audiences = audiences
        self.scope = scope
        self.networks = networks
        self.skew = skew
    }
}
