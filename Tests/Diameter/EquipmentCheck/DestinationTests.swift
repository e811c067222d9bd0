// SPDX-License-Identifier: EUPL-1.2

import Diameter
import Testing

@Suite("Whom a check is for")
struct DestinationTests {
    private func answer(policy: PeerPolicy = PeerPolicy(), _ spoil: (inout SampleCheck) -> Void) -> Message? {
        var check = SampleCheck()
        spoil(&check)
        var trial = Trial.opened(policy: policy)
        return trial.answer(to: check.message)
    }

    @Test("another realm is 3003 and another host 3002, both with the E bit and what they named")
    func elsewhere() {
        let realm = answer { $0.set(.destinationRealm) { $0.text("elsewhere.example", as: .destinationRealm) } }
        let host = answer { $0.set(.destinationHost) { $0.text("other.example", as: .destinationHost) } }

        #expect(realm?.result == 3003 && realm?.header.flags == [.error, .proxiable] && realm?.failed()?.code == .destinationRealm)
        #expect(host?.result == 3002 && host?.header.flags == [.error, .proxiable] && host?.failed()?.code == .destinationHost)
        #expect(host?.codes.first == .sessionID)
    }

    @Test("upper and lower case make no difference")
    func cases() {
        let answer = answer { check in
            check.set(.destinationRealm) { $0.text(Sample.realm.text.uppercased(), as: .destinationRealm) }
            check.set(.destinationHost) { $0.text(Sample.node.host.text.uppercased(), as: .destinationHost) }
        }

        #expect(answer?.result == 2001)
    }

    @Test("further realms are served when policy names them, and everything is when policy says so")
    func policies() {
        var hosting = PeerPolicy()
        hosting.servedRealms = [Sample.identity("guest.example")]
        var open = PeerPolicy()
        open.takesAllDestinations = true
        let spoil: (inout SampleCheck) -> Void = { $0.set(.destinationRealm) { $0.text("guest.example", as: .destinationRealm) } }
        let host: (inout SampleCheck) -> Void = { $0.set(.destinationHost) { $0.text("other.example", as: .destinationHost) } }

        #expect(answer(spoil)?.result == 3003)
        #expect(answer(policy: hosting, spoil)?.result == 2001)
        #expect(answer(policy: hosting, host)?.result == 3002)
        #expect(answer(policy: open, spoil)?.result == 2001)
        #expect(answer(policy: open, host)?.result == 2001)
    }
}
