// SPDX-License-Identifier: EUPL-1.2

package import Exchange
import HTTPTypes
import Hummingbird
import Ledger
import Logging
package import NIOCore
import Pages
import SignIn
package import Store
import Synchronization

/// A hub with its pages and without sockets, over a fresh store, at which two officers can sign in. What stands between a request for a
/// page and its last byte is measured with it: the router, the session, the API and its rights, the store, the HTML.
package final class PageStage: Sendable {
    private let core: HubCore
    private let door: RouterResponder<HubRequestContext>
    private let channel: any Channel
    private let clock: ManualTimekeeper
    private let cookies = Mutex<[String: String]>([:])

    private static let police = "oin:00000001000000000002"
    private static let authority = "localhost:8080"
    private static let logger = Logger(label: "stage") { _ in SwiftLogNoOpLogHandler() }

    /// Puts one together.
    /// - Parameters:
    ///   - store: an empty one.
    ///   - channel: what stands for the connection of whoever asks; nothing is written to it.
    ///   - clock: the hub's clock, to be advanced from outside.
    package init(store: any Store, channel: any Channel, clock: ManualTimekeeper) async throws {
        let name = "stage.example"
        var signers: [RegisterName: NoteSigner] = [:]
        for log in [.parties] + RegisterSet.all.names { signers[log] = try NoteSigner(generating: "\(name)/\(log)") }
        let signer = try LogSigner(hub: name, signers: signers)
        let secrets = HubSecrets.random()
        let sequencer = try await Sequencer(
            store: store, registers: .all, signer: signer, secrets: secrets, timekeeper: clock, logger: PageStage.logger)
        core = HubCore(
            store: store, sequencer: sequencer, registers: .all, signer: signer, secrets: secrets, timekeeper: clock,
            authority: nil, logger: PageStage.logger)
        guard let demonstration = DemonstrationSignIn(host: "127.0.0.1") else {
            throw StoreError(.failed, "The stage is on this machine alone.")
        }
        let desk = SignInDesk(core: core, configuration: SignInConfiguration(demonstration))
        let pages = try PublicPages(core: core, router: HubRouter(endpoints: core.endpoints), proxies: [], signIn: desk)
        let router = HubRouter(endpoints: []).router(for: .open, guardian: OpenDoor())
        SignInRoutes(desk: desk, renderer: pages.desk.renderer).add(to: router)
        pages.add(to: router)
        door = router.buildResponder()
        self.channel = channel
        self.clock = clock
    }

    /// Serves acts until the task is cancelled.
    package func run() async throws { try await core.sequencer.run() }

    /// Founds the hub, with a police force that decides, and two officers who may sign in.
    package func open() async throws {
        let (hub, police) = (try PartyID("oin:00000001000000000001"), try PartyID(PageStage.police))
        _ = try await core.sequencer.submit(
            Act("founding") { scope in
                try scope.found(hub, name: "Voorbeeld Knooppunt", fingerprint: "f0", until: scope.now + .days(365))
                return [:]
            })
        _ = try await core.sequencer.submit(
            Act("people") { [secrets = core.secrets] scope in
                let warrant = try scope.administrator(.party(hub, person: nil))
                try scope.run(.register(police, name: "Voorbeeld Politie", roles: [.police]), by: warrant)
                let purpose = try scope.register("devices").policy.purpose
                try scope.run(
                    .grant(
                        police, register: "devices", rights: [.report, .decide, .confirm], purpose: purpose,
                        basis: "Voorbeeldwet art. 1", from: scope.now, until: nil), by: warrant)
                for person in ["p-1", "p-2"] {
                    let code = secrets.personCode(issuer: DemonstrationSignIn.issuer, subject: "\(police)/\(person)")
                    try scope.run(
                        .admitPerson(
                            Member(
                                party: police, person: person, code: code, rights: [.decide, .confirm], branch: nil, until: nil)),
                        by: warrant)
                }
                return [:]
            })
    }

    /// Reports the theft of one device, as a citizen does.
    /// - Returns: the number of the case.
    package func report(_ imei: String, random: UInt64) async throws -> CaseID {
        let draft = ReportDraft(
            register: "devices", kind: "theft", subjects: [imei], details: ["datum": "2026-03-01"], random: random)
        let entered = try await core.sequencer.submit(
            Act("report") { scope in ["zaak": .string(try scope.report(draft, by: .citizen).caseID.description)] })
        return try CaseID(entered.answer["zaak"]?.string ?? "")
    }

    /// Proposes to block, as an officer does.
    package func propose(in id: CaseID, by person: String) async throws {
        let officer = Actor.party(try PartyID(PageStage.police), person: person)
        try await act(in: id, .decide("block", reasons: "Aangifte is gedaan.", addressees: []), by: officer, to: .decide)
    }

    /// Confirms the proposal in a case, and has a citizen object to it.
    package func dispute(_ id: CaseID, by person: String) async throws {
        let officer = Actor.party(try PartyID(PageStage.police), person: person)
        try await act(in: id, .confirm(1), by: officer, to: .confirm)
        _ = try await core.sequencer.submit(
            Act("object") { scope in
                let (state, register) = try scope.existingCase(id)
                let warrant = Warrant.citizen(purpose: register.policy.purpose, basis: register.policy.objection.basis)
                try scope.run(.object(grounds: "Dit toestel is van mij."), in: state, of: register, by: warrant)
                return [:]
            })
    }

    private func act(in id: CaseID, _ command: CaseCommand, by actor: Actor, to right: Right) async throws {
        _ = try await core.sequencer.submit(
            Act("act") { scope in
                let (state, register) = try scope.existingCase(id)
                let policy = register.policy
                let warrant = try scope.state.registry.authorise(
                    actor, to: right, in: policy.register, purpose: policy.purpose, roles: [.police], at: scope.now)
                try scope.run(command, in: state, of: register, by: warrant)
                return [:]
            })
    }

    /// Signs an officer in; from then on pages are his.
    package func signIn(_ person: String) async throws {
        let shown = try await ask(.get, "/nl/aanmelden").text
        guard let start = shown.firstRange(of: "name=\"token\" value=\"") else {
            throw StoreError(.failed, "The page for signing in has no form.")
        }
        let token = shown[start.upperBound...].prefix { $0 != "\"" }
        let form = FormText.encode([
            ("token", String(token)), ("persoon", "\(PageStage.police)/\(person)"), ("terug", "/nl"),
        ])
        let answer = try await ask(.post, "/aanmelden/demonstratie", form: form)
        guard answer.status == 303 else { throw StoreError(.failed, "Nobody signed in: status \(answer.status).") }
    }

    /// Asks for a page.
    package func page(_ path: String) async throws -> (status: Int, text: String) { try await ask(.get, path) }

    private func ask(_ method: HTTPRequest.Method, _ path: String, form: String? = nil) async throws -> (status: Int, text: String)
    {
        // One second a page: nobody is held up for asking too much.
        clock.advance(by: .seconds(1))
        var fields: HTTPFields = [.secFetchSite: "same-origin"]
        let known = cookies.withLock { $0.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") }
        if !known.isEmpty { fields[.cookie] = known }
        if form != nil { fields[.contentType] = "application/x-www-form-urlencoded" }
        let request = Request(
            head: HTTPRequest(method: method, scheme: "http", authority: PageStage.authority, path: path, headerFields: fields),
            body: RequestBody(buffer: ByteBuffer(string: form ?? "")))
        let context = HubRequestContext(source: ApplicationRequestContextSource(channel: channel, logger: PageStage.logger))
        let response = try await door.respond(to: request, context: context)
        for field in response.headers[values: .setCookie] {
            let pair = field.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { continue }
            cookies.withLock { $0[String(pair[0])] = field.contains("Max-Age=0") ? nil : String(pair[1]) }
        }
        let text = CollectedText()
        try await response.body.write(text)
        return (response.status.code, String(decoding: text.bytes, as: UTF8.self))
    }
}

/// Keeps what a page writes.
private final class CollectedText: ResponseBodyWriter, Sendable {
    private let collected = Mutex<[UInt8]>([])
    var bytes: [UInt8] { collected.withLock { $0 } }
    func write(_ buffer: ByteBuffer) async throws { collected.withLock { $0 += buffer.readableBytesView } }
    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
