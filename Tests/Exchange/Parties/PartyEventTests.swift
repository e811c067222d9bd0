// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Testing

@Suite("Events of parties, as entered and read back")
struct PartyEventTests {
    private static let key = "kvk:00000011/ams-1+0badc0de+AAAA"

    /// One of every kind, with and without what may be left out.
    private static func all() throws -> (events: [PartyEvent], registry: Registry) {
        var trial = TrialRegistry()
        let until = TrialRegistry.start + .days(365)
        let now = TrialRegistry.start + .days(1)
        let commands: [(PartyCommand, Warrant)] = [
            (
                .register(People.police, name: "Voorbeeldpolitie \"Noord\" é", roles: [.police, .prosecutor]),
                TrialRegistry.operating
            ),
            (.register(People.telecom, name: "Voorbeeld Telecom", roles: [.provider]), TrialRegistry.operating),
            (TrialRegistry.grant([.decide, .confirm]), TrialRegistry.operating),
            (TrialRegistry.grant([.comply], to: People.telecom, until: until), TrialRegistry.operating),
            (.end(1, reasons: "merged"), TrialRegistry.operating),
            (.admit(Credential(fingerprint: "aa", party: People.police, person: "p-1", until: until)), TrialRegistry.operating),
            (.admit(Credential(fingerprint: "bb", party: People.telecom, person: nil, until: until)), TrialRegistry.operating),
            (.revoke(fingerprint: "aa", reasons: "lost"), TrialRegistry.operating),
            (.registerEdge(name: "ams-1", verifierKey: key), People.provider),
        ]
        var events: [PartyEvent] = []
        for (command, warrant) in commands { events += try trial.act(command, by: warrant, at: now) }
        return (events, trial.registry)
    }

    @Test("every event is read back as it was, through its canonical bytes")
    func roundTrip() throws {
        let events = try Self.all().events
        #expect(Set(events.map(\.kind)) == ["party", "mandate", "mandate-end", "credential", "credential-end", "edge"])

        for event in events {
            #expect(try PartyEvent(json: JSON(parsing: event.json.canonical())) == event)
            #expect(event.json["event"]?.string == event.kind)
        }
    }

    @Test("replaying the entries gives the registry that deciding gave")
    func replay() throws {
        let (events, registry) = try Self.all()

        var told = Registry()
        for event in events { told.apply(try PartyEvent(json: JSON(parsing: event.json.canonical()))) }

        #expect(told == registry)
        #expect(told.parties.count == 2 && told.mandates.count == 2 && told.credentials.count == 1 && told.edges.count == 1)
    }

    @Test("an event without a member it needs, or with one of another type, is malformed and names the member")
    func malformed() throws {
        for event in try Self.all().events {
            let whole = try #require(event.json.object)
            for name in whole.keys {
                var changed = whole
                changed[name] = .array([.null])
                let fault = Self.fault(.object(changed))
                #expect(fault == (name == "warrant" ? "role" : name), "\(event.kind): \(name)")
                changed[name] = nil
                let expected = ["until": event.kind == "credential" ? "until" : nil, "person": nil][name] ?? name
                #expect(Self.fault(.object(changed)) == expected, "\(event.kind) without \(name)")
            }
        }
    }

    @Test("an event of another log is not one of parties")
    func otherLog() throws {
        var object = try #require(Self.all().events.first?.json.object)
        object["event"] = "decision"

        #expect(Self.fault(.object(object)) == "event")
    }

    @Test("disturbed entries are refused or read, and never crash, not even when they are told to a registry")
    func disturbed() throws {
        let texts = try Self.all().events.map(\.json.canonicalText)
        var registry = Registry()
        for text in ClockFixture.disturbed(texts, count: 5_000, seed: 41) {
            guard let json = try? JSON(parsing: text), let event = try? PartyEvent(json: json) else { continue }
            registry.apply(event)
            #expect((try? PartyEvent(json: event.json)) == event)
        }
    }

    @Test("a malformed record says in one sentence which member must be what")
    func sentence() {
        let fault = MalformedRecord(member: "roles", expected: "an array of texts")

        #expect(fault.description == "The record is malformed: member roles must be an array of texts.")
    }

    /// The member that a malformed event's fault names.
    private static func fault(_ json: JSON) -> String? {
        do throws(MalformedRecord) {
            _ = try PartyEvent(json: json)
            return nil
        } catch {
            return error.member
        }
    }
}
