// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// Why a witness gave no cosignature.
struct WitnessFailure: Error, Hashable, Sendable {
    /// A word for counters: a status, or what went wrong without one.
    let code: String
    /// One sentence for the operator.
    let text: String

    init(_ code: String, _ text: String) {
        self.code = code
        self.text = text
    }

    /// Whether this may mean that somebody was shown another log than others were.
    var isAlarming: Bool { code == "422" || code == "ahead" }
}

/// What came back from a witness.
enum WitnessReply: Hashable, Sendable {
    /// An HTTP answer.
    case answer(status: Int, contentType: String?, body: [UInt8])
    /// No usable answer.
    case nothing(WitnessFailure)
}

/// What an answer means.
enum WitnessMeaning: Hashable, Sendable {
    /// The witness cosigned, at a time in seconds since 1970.
    case cosigned(NoteSignature, at: UInt64)
    /// The witness cosigned another size last than was thought.
    case behind(UInt64)
    /// It did not cosign.
    case failed(WitnessFailure)

    /// How far the clocks of a witness and of this hub may differ, in seconds.
    static let clockTolerance: UInt64 = 300

    /// Reads an answer. Nothing in it is believed that its key did not sign over this very checkpoint, now.
    /// - Parameters:
    ///   - reply: the answer.
    ///   - note: the checkpoint that was sent.
    ///   - key: the key of the witness that was asked.
    ///   - now: the time, in seconds since 1970.
    init(_ reply: WitnessReply, to note: SignedNote, from key: WitnessVerifier, at now: UInt64) {
        switch reply {
        case .nothing(let failure): self = .failed(failure)
        case .answer(200, _, let body): self = Self.cosignature(in: body, of: note, from: key, at: now)
        case .answer(409, let type, let body): self = Self.conflict(type, body)
        case .answer(let status, _, _): self = .failed(WitnessFailure("\(status)", Self.sentence(status)))
        }
    }

    private static func cosignature(
        in body: [UInt8], of note: SignedNote, from key: WitnessVerifier, at now: UInt64
    ) -> WitnessMeaning {
        guard body.last == 0x0A, let text = String(validating: body, as: UTF8.self),
            case let lines = text.dropLast().split(separator: "\n", maxSplits: 64, omittingEmptySubsequences: false),
            lines.count <= 64
        else { return garbage }
        var own: [NoteSignature] = []
        for line in lines {
            guard let signature = try? NoteSignature(line: line) else { return garbage }
            if key.made(signature) { own.append(signature) }
        }
        var newest: (signature: NoteSignature, time: UInt64)?
        for signature in own {
            guard let alone = try? SignedNote(text: note.text, signatures: [signature]),
                let found = try? alone.cosignatures(by: [key]).first
            else {
                return .failed(
                    WitnessFailure(
                        "wrong-signature", "Its cosignature does not fit the checkpoint: ask its operator what runs there."))
            }
            if found.time > newest?.time ?? 0 { newest = (signature, found.time) }
        }
        guard let newest else {
            return .failed(
                WitnessFailure(
                    "wrong-key", "It cosigned with another key than the one configured: get the right key from its owner."))
        }
        guard newest.time + clockTolerance >= now else {
            return .failed(WitnessFailure("stale", "Its cosignature is old: check its clock and that of this hub."))
        }
        guard newest.time <= now + clockTolerance else {
            return .failed(WitnessFailure("future", "Its cosignature is from the future: check its clock and that of this hub."))
        }
        return .cosigned(newest.signature, at: newest.time)
    }

    private static func conflict(_ type: String?, _ body: [UInt8]) -> WitnessMeaning {
        let digits = body.dropLast()
        guard type == "text/x.tlog.size", body.last == 0x0A, (1...20).contains(digits.count),
            digits.allSatisfy({ (0x30...0x39).contains($0) }), digits.count == 1 || digits.first != 0x30,
            let size = UInt64(String(decoding: digits, as: UTF8.self))
        else {
            return .failed(WitnessFailure("409", "It refused without telling which size it cosigned: is this address a witness's?"))
        }
        return .behind(size)
    }

    private static let garbage = WitnessMeaning.failed(
        WitnessFailure("garbage", "Its answer holds no signature lines: is this address a witness's?"))

    private static func sentence(_ status: Int) -> String {
        switch status {
        case 403: "It does not accept the key of this log: give its operator the log's present key."
        case 404: "It does not watch this log: give its operator the log's key."
        case 422:
            "It saw another history of this log than this hub has: warn the supervisor, and find out who was shown what."
        case 429: "It is asked too much: it is left alone for a while."
        case 500...: "It cannot cosign now: ask its operator."
        default: "It answered \(status): is this address a witness's?"
        }
    }
}
