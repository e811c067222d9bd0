// SPDX-License-Identifier: EUPL-1.2

public import SignIn

/// How people sign in to the pages.
public struct SignInConfiguration: Sendable {
    /// By whom they are signed in.
    public enum Way: Sendable {
        /// By an OpenID provider.
        case provider(RelyingPartyConfiguration, transport: any ProviderTransport)
        /// By themselves, in a demonstration on this machine.
        case demonstration(DemonstrationSignIn)
    }

    /// By whom.
    public let way: Way
    /// Which act needs which level of assurance.
    public var levels = LevelPolicy()
    /// How long sessions last.
    public var limits = SessionLimits()
    /// How long ago somebody may have been authenticated who signs in again for a heavier act, in seconds.
    public var stepUpAge: Int64 = 600
    /// The origin of the pages as browsers see it: `https://schakel.example`; nil in a demonstration, where it is that of the
    /// request.
    public var origin: String?

    /// Signs people in by an OpenID provider.
    public init(_ configuration: RelyingPartyConfiguration, transport: any ProviderTransport) {
        way = .provider(configuration, transport: transport)
        origin = configuration.address
    }

    /// Lets people choose who they are.
    public init(_ demonstration: DemonstrationSignIn) { way = .demonstration(demonstration) }
}
