// SPDX-License-Identifier: EUPL-1.2

/// What a provider answers.
public struct ProviderReply: Hashable, Sendable {
    /// The status.
    public let status: Int
    /// The body.
    public let bytes: [UInt8]

    /// Describes an answer.
    public init(status: Int, bytes: [UInt8]) {
        self.status = status
        self.bytes = bytes
    }
}

/// Carries requests to a provider. Redirects are never followed.
public protocol ProviderTransport: Sendable {
    /// Fetches a document of at most so many bytes.
    func get(_ address: String, most: Int) async throws(SignInFault) -> ProviderReply
    /// Posts a form and takes an answer of at most so many bytes.
    func post(_ address: String, _ request: TokenRequest, most: Int) async throws(SignInFault) -> ProviderReply
}
