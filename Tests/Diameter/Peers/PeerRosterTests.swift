// SPDX-License-Identifier: EUPL-1.2

import Diameter
import Testing

@Suite("One connection for each host")
struct PeerRosterTests {
    private let claim = PeerClaim(host: Sample.peer)

    @Test("a second connection of a host that is alive is refused, also when it is written in capitals")
    func second() {
        var roster = PeerRoster()

        #expect(roster.admit(claim, connection: 1) == .admitted)
        #expect(roster.admit(claim, connection: 2) == .refused)
        #expect(roster.admit(PeerClaim(host: Sample.identity(Sample.peer.text.uppercased())), connection: 3) == .refused)
        #expect(roster.admit(PeerClaim(host: Sample.node.host), connection: 4) == .admitted)
        #expect(roster.count == 2)
    }

    @Test("the newest takes the place of one whose watchdog has failed, but not once that one has spoken again")
    func suspect() {
        var roster = PeerRoster()
        _ = roster.admit(claim, connection: 1)

        roster.mark(Sample.peer, connection: 1, isSuspect: true)
        roster.mark(Sample.peer, connection: 1, isSuspect: false)
        #expect(roster.admit(claim, connection: 2) == .refused)
        roster.mark(Sample.peer, connection: 1, isSuspect: true)
        #expect(roster.admit(claim, connection: 3) == .supersedes(connection: 1))
        #expect(roster.admit(claim, connection: 4) == .refused)
    }

    @Test("the newest takes the place of one from before the peer was started again")
    func restarted() {
        var roster = PeerRoster()
        _ = roster.admit(PeerClaim(host: Sample.peer, originStateID: 10), connection: 1)

        #expect(roster.admit(PeerClaim(host: Sample.peer, originStateID: 10), connection: 2) == .refused)
        #expect(roster.admit(PeerClaim(host: Sample.peer, originStateID: 9), connection: 2) == .refused)
        #expect(roster.admit(PeerClaim(host: Sample.peer), connection: 2) == .refused)
        #expect(roster.admit(PeerClaim(host: Sample.peer, originStateID: 11), connection: 2) == .supersedes(connection: 1))
    }

    @Test("a place that was given back is free; one that has passed to another is not given back by its former owner")
    func release() {
        var roster = PeerRoster()
        _ = roster.admit(claim, connection: 1)
        roster.release(Sample.peer, connection: 1)
        #expect(roster.count == 0)

        _ = roster.admit(claim, connection: 2)
        roster.mark(Sample.peer, connection: 2, isSuspect: true)
        _ = roster.admit(claim, connection: 3)
        roster.release(Sample.peer, connection: 2)
        roster.mark(Sample.peer, connection: 2, isSuspect: true)
        #expect(roster.admit(claim, connection: 4) == .refused)
    }

    @Test("a peer that gets no place is told 5012 and closed")
    func refused() {
        var trial = Trial()
        _ = trial.roster.admit(claim, connection: 2)

        let actions = trial.receive(Sample.capabilities())

        #expect(actions.sent.first?.result == 5012 && actions.closure == .refused && trial.machine.peer == nil)
    }

    @Test("a connection whose place was taken closes, once")
    func superseded() {
        var trial = Trial.opened()

        #expect(trial.machine.superseded() == [.close(.superseded)])
        #expect(trial.machine.superseded().isEmpty)
    }
}
