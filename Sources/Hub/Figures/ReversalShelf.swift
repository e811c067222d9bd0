// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// Where it is kept which versions of a list put right what an objection showed to be wrong. It can be made anew from the log: an
/// upheld objection and the change that follows it.
enum ReversalShelf {
    /// The most that are kept, the newest ones.
    static let most = 1_000

    static func name(of list: ListName, in register: RegisterName) -> String { "reversals/\(register)/\(list)" }
}

extension StoreReader {
    /// The newest reversals on a list, the oldest first.
    func reversals(on list: ListName, in register: RegisterName) throws -> [Reversal] {
        guard let kept = try setting(ReversalShelf.name(of: list, in: register)) else { return [] }
        return try (JSON(parsing: kept, limits: .payload).array ?? []).map { try Reversal(json: $0) }
    }
}

extension StoreWriter {
    /// Adds one, and forgets the oldest beyond those that are kept.
    func add(_ reversal: Reversal, on list: ListName, in register: RegisterName) throws {
        let kept = (try reversals(on: list, in: register) + [reversal]).suffix(ReversalShelf.most)
        try put(setting: ReversalShelf.name(of: list, in: register), JSON.array(kept.map(\.json)).canonical())
    }
}

extension ActScope {
    /// The version of each list of a register.
    func versions(in register: any Register) -> [ListName: Int] {
        Dictionary(uniqueKeysWithValues: register.policy.lists.keys.map { ($0, version(of: $0, in: register.policy.register)) })
    }

    /// Notes the lists that changed because a case's last decision was objected to with success.
    /// - Parameter former: the versions before the change.
    func noteReversal(in state: Case?, since former: [ListName: Int], of register: any Register) throws {
        guard let objection = state?.objections.last(where: { $0.upheld == true }), let decidedAt = objection.decidedAt else {
            return
        }
        for (list, version) in versions(in: register) where version != former[list] {
            try writer.add(
                Reversal(version: version, objectedAt: objection.at, decidedAt: decidedAt), on: list, in: register.policy.register)
        }
    }
}
