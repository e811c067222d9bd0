// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// What an asker needs before he asks: the key that counts now, and how many bits the number of a bucket has.
public struct CheckParameters: Hashable, Sendable {
    /// The epoch of the key.
    public let epoch: CheckEpoch
    /// The key.
    public let key: CheckPublicKey
    /// How many bits of the hash are told.
    public let bits: Int
    /// The signed note that says which key it is: a ``KeyStatement``.
    public let statement: String

    /// Gathers them.
    public init(epoch: CheckEpoch, key: CheckPublicKey, bits: Int, statement: String) {
        self.epoch = epoch
        self.key = key
        self.bits = bits
        self.statement = statement
    }

    /// As the API writes it; a hub adds which list it is and how old.
    public var json: JSON {
        [
            "bits": .integer(Int64(bits)), "protocol": .string(PrivateCheck.name), "sleutel": .string(Base64.encode(key.bytes)),
            "suite": .string(PrivateCheck.suite), "tijdvak": .integer(Int64(epoch.number)), "verklaring": .string(statement),
        ]
    }

    /// Reads what a hub answered.
    /// - Throws: `malformedMessage`; `unusableKey`; `tooTelling` when the hub wants more than ``PrivateCheck/mostBits`` bits.
    public init(json: JSON) throws(PrivateCheckError) {
        guard json["protocol"]?.string == PrivateCheck.name, json["suite"]?.string == PrivateCheck.suite else {
            throw PrivateCheckError(
                .malformedMessage, "The hub speaks another protocol than \(PrivateCheck.name) with \(PrivateCheck.suite).")
        }
        guard let number = json["tijdvak"]?.integer.flatMap(UInt32.init(exactly:)), let statement = json["verklaring"]?.string,
            let key = json["sleutel"]?.string.flatMap({ Base64.decode($0) }), let bits = json["bits"]?.integer, bits >= 0
        else { throw .missing("tijdvak, sleutel, verklaring and bits") }
        guard bits <= PrivateCheck.mostBits else {
            throw PrivateCheckError(
                .tooTelling,
                "The hub wants to be told more than \(PrivateCheck.mostBits) bits of what is asked: do not ask it, and tell the operator."
            )
        }
        self.init(
            epoch: CheckEpoch(number: number), key: try CheckPublicKey(bytes: key), bits: Int(bits), statement: statement)
    }

    /// Makes sure that the key is the one that the hub signed for everybody, and that its epoch is now.
    /// - Parameters:
    ///   - verifiers: the keys of logs that are trusted here; the one that signs has the origin as its name.
    ///   - list: the list that is asked about.
    ///   - now: milliseconds since 1970-01-01T00:00:00Z, by the own clock.
    ///   - drift: by how much the own clock may be wrong, in milliseconds.
    /// - Throws: `wrongKey`, `malformedMessage`, `unusableKey`.
    public func verify(
        by verifiers: [NoteVerifier], list: String, at now: Int64, drift: Int64 = 3_600_000
    ) throws(PrivateCheckError) {
        guard let note = try? SignedNote(parsing: self.statement), let signers = try? note.verified(by: verifiers) else {
            throw PrivateCheckError(
                .wrongKey, "The key of the register is not signed by a log that is trusted here: compare the keys of its logs.")
        }
        let statement = try KeyStatement(text: note.text)
        guard signers.contains(where: { $0.name == statement.origin }), statement.list == list, statement.epoch == epoch,
            statement.key == key
        else {
            throw PrivateCheckError(
                .wrongKey, "The key of the register is not the one that it signed: do not ask it, and tell the operator.")
        }
        guard epoch.start - drift <= now, now < epoch.end + drift else {
            throw PrivateCheckError(.wrongKey, "The key of the register is not of now: set the clock, or ask again.")
        }
    }
}

extension PrivateCheckError {
    /// A message that lacks something.
    static func missing(_ members: String) -> PrivateCheckError {
        PrivateCheckError(.malformedMessage, "The message lacks \(members), or has them in another form.")
    }
}
