// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Exchange
import Identifiers
import Ledger

/// Fetches the newest snapshot of a list: first the proofs that the log holds its digest, then its text, to a file that nobody else
/// sees. Nothing is handed out before the whole text has that digest.
struct ColdStart: Sendable {
    let hub: HubConnection
    let verifier: NoteVerifier
    let register: RegisterName
    let list: ListName
    /// Where there is room for the text.
    let folder: String
    let limits: FollowLimits
    let timing: FollowTiming

    /// The most bytes of an offer: a leaf, a short payload and five proofs.
    private static let mostOffer: UInt64 = 1 << 20

    /// A snapshot that was received whole and is what the log says.
    struct Received {
        let offer: SnapshotOffer
        let text: StagedText

        /// Every device with its status, each once.
        func each(_ body: (IMEI, ListStatus, CivilDate?) throws -> Void) throws {
            var reader = ListTextReader()
            try text.pieces { piece in
                for line in try reader.read(piece) { try body(try ColdStart.device(line), line.status, line.since) }
            }
        }
    }

    /// Fetches the newest snapshot.
    /// - Parameters:
    ///   - own: the edge's position.
    ///   - wanted: the version from which on it is of use.
    /// - Returns: nil when the hub has none that is of use.
    /// - Throws: `FollowFault`, `HubFailure`, or that nothing can be written.
    func fetch(after own: FollowPosition, wanted: UInt64) async throws -> Received? {
        let path = "/logboek/\(register)/momentopname/\(list)"
        guard let answer = try await offer("\(path)?vanaf=\(own.range.size)") else { return nil }
        let offer = try SnapshotOffer(
            verifying: answer, after: own, by: verifier, register: register, list: list, limits: limits)
        guard offer.snapshot.version >= wanted else { return nil }
        let text = try await receive("\(path)/inhoud?versie=\(offer.snapshot.version)", offer.snapshot)
        return Received(offer: offer, text: text)
    }

    private func offer(_ path: String) async throws -> JSON? {
        var bytes: [UInt8] = []
        do {
            try await hub.download(
                path, most: ColdStart.mostOffer, silence: timing.silence, patience: timing.patience,
                bytesPerSecond: timing.bytesPerSecond
            ) { bytes += $0 }
        } catch let failure as HubFailure where failure.status == 404 {
            return nil
        } catch let failure as HubFailure {
            throw ColdStart.fault(failure) ?? failure
        }
        guard let answer = try? JSON(parsing: bytes, limits: JSONLimits(bytes: bytes.count, depth: 8)) else {
            throw FollowFault(.malformed, "The hub's offer of a snapshot is no JSON.")
        }
        return answer
    }

    private func receive(_ path: String, _ snapshot: SnapshotEntry) async throws -> StagedText {
        let text = try StagedText(in: folder)
        var hash = SHA256()
        var reader = ListTextReader()
        var hasHeader = false
        do {
            try await hub.download(
                path, most: snapshot.bytes, silence: timing.silence, patience: timing.patience,
                bytesPerSecond: timing.bytesPerSecond
            ) { piece in
                hash.update(data: piece)
                try text.append(piece)
                for line in try reader.read(piece) { _ = try ColdStart.device(line) }
                if !hasHeader, let header = reader.header {
                    hasHeader = true
                    try check(header, snapshot)
                }
            }
            guard text.count == snapshot.bytes else {
                throw FollowFault(.digest, "The snapshot is \(text.count) bytes long, where the log says \(snapshot.bytes).")
            }
            guard Ledger.Digest(bytes: Array(hash.finalize())) == snapshot.digest else {
                throw FollowFault(.digest, "The snapshot is not the one whose digest is in the log; nothing is taken from it.")
            }
            try check(try reader.finish(), snapshot)
        } catch let malformed as MalformedRecord {
            throw FollowFault(.malformed, "The snapshot cannot be read: \(malformed.description)")
        } catch let failure as HubFailure {
            throw ColdStart.fault(failure) ?? failure
        }
        return text
    }

    private func check(_ header: ListText.Header, _ snapshot: SnapshotEntry) throws(FollowFault) {
        guard header.origin == verifier.name else {
            throw FollowFault(.origin, "The snapshot is of another log than \(verifier.name).")
        }
        guard header.list == list, header.version == snapshot.version, header.count == snapshot.count else {
            throw FollowFault(.malformed, "The snapshot is not of the list, the version and the count that the log says.")
        }
    }

    /// A device in its one form: fourteen digits. Any other form could name the same device twice.
    private static func device(_ line: ListText.Line) throws(FollowFault) -> IMEI {
        guard line.subject.utf8.count == 14, let imei = IMEI(digits: line.subject.utf8) else {
            throw FollowFault(.malformed, "The snapshot names a subject that is no IMEI of fourteen digits.")
        }
        return imei
    }

    /// What a failure of the transfer means for the snapshot; nil when nothing beyond itself.
    private static func fault(_ failure: HubFailure) -> FollowFault? {
        switch failure.code {
        case "too-large": FollowFault(.tooMuch, failure.detail)
        case "too-slow": FollowFault(.slow, failure.detail)
        default:
            failure.status == 409
                ? FollowFault(.rollback, "The hub says that its log is shorter than what it signed before: \(failure.detail)") : nil
        }
    }
}
