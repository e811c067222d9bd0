// SPDX-License-Identifier: EUPL-1.2

/// Which logs and witnesses somebody trusts, and how many of the witnesses are enough (c2sp.org/tlog-policy).
///
///     log hub.example/devices+3bd5b5a5+AZ…
///     witness toezicht witness.example/w1+c1a2f3d4+BG… https://witness.example
///     witness ombudsman ombudsman.example/w+0a1b2c3d+BH…
///     group samen any toezicht ombudsman
///     quorum samen
public struct WitnessPolicy: Hashable, Sendable {
    /// What a policy calls a witness or a group. Names are bytes: two that look alike are two names.
    public struct Name: Hashable, Sendable, CustomStringConvertible {
        let bytes: [UInt8]

        init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

        /// The name as text, for people.
        public var description: String { String(decoding: bytes, as: UTF8.self) }
    }

    /// A log whose checkpoints are accepted.
    public struct Log: Hashable, Sendable {
        /// Its key, named for its origin.
        public let key: NoteVerifier
        /// Where it is, if the policy says so; what that means is up to the application.
        public let url: String?
    }

    /// A witness whose cosignature counts.
    public struct Witness: Hashable, Sendable {
        /// What this policy calls it; not the name of its key.
        public let name: Name
        /// Its key.
        public let key: WitnessVerifier
        /// Its submission prefix, if the policy says so.
        public let url: String?
    }

    /// Some witnesses or groups of which a number must have cosigned.
    public struct Group: Hashable, Sendable {
        /// What the policy calls it.
        public let name: Name
        /// How many of the members are enough: 1 to all of them.
        public let threshold: Int
        /// Its members, defined before it.
        public let members: [Name]
    }

    /// The accepted logs; may be empty where the logs are known from elsewhere.
    public let logs: [Log]
    /// The witnesses.
    public let witnesses: [Witness]
    /// The groups, each after its members.
    public let groups: [Group]
    /// The witness or group that must have cosigned; nil when no cosignature is needed (`quorum none`).
    public let quorum: Name?

    /// Whether cosignatures by these witnesses are enough.
    public func isSatisfied(by cosigners: some Sequence<WitnessVerifier>) -> Bool {
        guard let quorum else { return true }
        let keys = Set(cosigners.map(\.publicKey))
        var satisfied = Set(witnesses.lazy.filter { keys.contains($0.key.publicKey) }.map(\.name))
        for group in groups where group.members.count(where: { satisfied.contains($0) }) >= group.threshold {
            satisfied.insert(group.name)
        }
        return satisfied.contains(quorum)
    }
}
