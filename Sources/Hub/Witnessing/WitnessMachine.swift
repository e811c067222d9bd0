// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// Decides which witness is asked when for the checkpoints of one log, and what its answers mean for the next question.
///
/// Cosignatures by several witnesses are worth most under one and the same checkpoint. So all are asked for the same one, the
/// newest there was, until all have answered; or a second has passed and the quorum is there; or five have. Then the newest one is
/// next, whatever came in between. A witness that fails is left alone for longer and longer, up to a minute; nobody waits for it.
struct WitnessMachine {
    /// A checkpoint of the log.
    struct Head: Hashable, Sendable {
        let size: UInt64
        let note: SignedNote
    }

    /// What is to be asked of a witness.
    struct Question: Hashable, Sendable {
        /// Which witness: its place in the list.
        let witness: Int
        /// From which size the consistency proof is to go.
        let old: UInt64
        let head: Head
    }

    /// How things are with one witness.
    struct Seat {
        let key: WitnessVerifier
        /// What it cosigned last as far as is known; 0 at first, and then it tells.
        var known: UInt64 = 0
        /// What it cosigned last for this hub since the start, and when, in seconds since 1970.
        var cosigned: (size: UInt64, time: UInt64)?
        var isAsked = false
        var conflicts = 0
        var failures = 0
        var trouble: WitnessFailure?
        var notBefore: ContinuousClock.Instant?
    }

    private(set) var seats: [Seat]
    private(set) var newest: Head?
    private(set) var target: (head: Head, since: ContinuousClock.Instant)?
    private let policy: WitnessPolicy

    /// How long a checkpoint is the one to be cosigned at least: each costs proofs, which a busy log need not make for every batch.
    static let pace = Duration.milliseconds(200)
    /// How long the witnesses that are late get once the quorum is there.
    static let grace = Duration.seconds(1)
    /// How long a checkpoint is the one to be cosigned at most, while there is a newer one.
    static let patience = Duration.seconds(5)
    /// The most conflicts in a row, for a witness that another hub of the same log asks too.
    static let mostConflicts = 3

    init(witnesses: [WitnessVerifier], policy: WitnessPolicy) {
        seats = witnesses.map { Seat(key: $0) }
        self.policy = policy
    }

    /// The log has grown.
    mutating func grew(to head: Head) {
        if head.size > newest?.size ?? 0 || newest == nil { newest = head }
    }

    /// What is to be asked now, and when to look again though nothing happens.
    mutating func next(at now: ContinuousClock.Instant) -> (questions: [Question], wake: ContinuousClock.Instant?) {
        guard let newest, !seats.isEmpty else { return ([], nil) }
        if target == nil || (newest.size > target?.head.size ?? 0 && isOver(at: now)) { target = (newest, now) }
        guard let target else { return ([], nil) }
        var questions: [Question] = []
        for (place, seat) in seats.enumerated() where wants(seat) && (seat.notBefore ?? now) <= now {
            seats[place].isAsked = true
            questions.append(Question(witness: place, old: min(seat.known, target.head.size), head: target.head))
        }
        var wakes = seats.filter { wants($0) }.compactMap(\.notBefore)
        if newest.size > target.head.size {
            wakes.append(target.since + Self.patience)
            if isSatisfied { wakes.append(target.since + Self.grace) }
            if !isAwaiting(at: now) { wakes.append(target.since + Self.pace) }
        }
        return (questions, wakes.filter { $0 > now }.min())
    }

    /// A witness answered.
    /// - Returns: what troubles it now, when that is something else than before.
    @discardableResult
    mutating func answered(_ question: Question, _ meaning: WitnessMeaning, at now: ContinuousClock.Instant) -> WitnessFailure? {
        var seat = seats[question.witness]
        let before = seat.trouble?.code
        seat.isAsked = false
        switch meaning {
        case .cosigned(_, let time):
            seat.known = question.head.size
            seat.cosigned = (question.head.size, time)
            seat.conflicts = 0
            seat.failures = 0
            seat.trouble = nil
            seat.notBefore = nil
        case .behind(let size):
            seat.known = size
            seat.conflicts += 1
            if size > newest?.size ?? 0 {
                Self.leave(
                    &seat,
                    for: WitnessFailure(
                        "ahead",
                        "It cosigned \(size) entries; the log has \(newest?.size ?? 0): was it restored from an old copy? Find out."
                    ), at: now)
            } else if seat.conflicts > Self.mostConflicts {
                Self.leave(
                    &seat,
                    for: WitnessFailure(
                        "conflict", "It says time and again that it cosigned another size: does another hub ask it?"),
                    at: now)
            }
        case .failed(let failure):
            Self.leave(&seat, for: failure, at: now)
        }
        seats[question.witness] = seat
        return seat.trouble?.code == before ? nil : seat.trouble
    }

    /// How many entries a witness is behind.
    func lag(of witness: Int) -> UInt64 {
        let size = newest?.size ?? 0
        return size - min(size, seats[witness].cosigned?.size ?? 0)
    }

    /// Leaves a witness alone: 1, 2, 4 … 60 seconds.
    private static func leave(_ seat: inout Seat, for failure: WitnessFailure, at now: ContinuousClock.Instant) {
        seat.trouble = failure
        seat.notBefore = now + .seconds(min(60, 1 << min(seat.failures, 6)))
        seat.failures += 1
        seat.conflicts = 0
    }

    /// Whether a witness is still to be asked for the target, now or later.
    private func wants(_ seat: Seat) -> Bool {
        guard let target, !seat.isAsked, seat.cosigned?.size != target.head.size else { return false }
        // What it cosigned lies between this checkpoint and the newest: that one comes next.
        let isAhead = seat.known > target.head.size && seat.known <= newest?.size ?? 0
        return !isAhead
    }

    private var isSatisfied: Bool {
        let cosigners = seats.filter { $0.cosigned != nil && $0.cosigned?.size == target?.head.size }.map(\.key)
        return !cosigners.isEmpty && policy.isSatisfied(by: cosigners)
    }

    /// Whether a witness may yet answer for the target, without being left alone first.
    private func isAwaiting(at now: ContinuousClock.Instant) -> Bool {
        seats.contains { seat in seat.isAsked || (wants(seat) && (seat.notBefore ?? now) <= now) }
    }

    /// Whether the target need not be waited for any longer.
    private func isOver(at now: ContinuousClock.Instant) -> Bool {
        guard let target else { return true }
        let age = now - target.since
        guard age >= Self.pace else { return false }
        return !isAwaiting(at: now) || age >= Self.patience || (age >= Self.grace && isSatisfied)
    }
}
