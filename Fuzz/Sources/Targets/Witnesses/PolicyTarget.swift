// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// Witness policies.
struct PolicyTarget: FuzzTarget {
    let name = "policy"
    let longest = 4_096
    let words = [
        "log ", "witness ", "group ", "quorum ", "none", "any", "all", "\n", "samen", "toezicht", SampleKeys.witness.vkey,
        SampleKeys.otherWitness.vkey, SampleKeys.log.vkey,
    ]

    func seeds() throws -> [[UInt8]] {
        let nested = """
            witness a \(SampleKeys.witness.vkey)
            witness b \(SampleKeys.otherWitness.vkey) https://b.example
            group g 2 a b
            group h all g
            quorum h

            """
        return [SampleKeys.policy.input, nested.input, "\t# nothing\n\nquorum none".input]
    }

    func attempt(_ bytes: [UInt8]) {
        guard let policy = try? WitnessPolicy(parsing: bytes) else { return }
        let most = WitnessPolicy.mostOfEach
        claim(policy.logs.count <= most && policy.witnesses.count <= most && policy.groups.count <= most, "a policy is bounded")
        claim(policy.groups.allSatisfy { (1...$0.members.count).contains($0.threshold) }, "every group can be satisfied")
        claim(policy.isSatisfied(by: policy.witnesses.map(\.key)), "all witnesses together are enough")
        claim(policy.isSatisfied(by: []) == (policy.quorum == nil), "without witnesses only no quorum is reached")
    }
}
