// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import Pages

/// The pages for everybody, at the open door. They are a front to the API: each calls the endpoint that does the work.
struct PublicPages: Sendable {
    let core: HubCore
    let house: HouseDoor
    let desk: PageDesk
    /// The pages for people of parties.
    let members: MemberPages
    private let live: LiveStream

    /// - Parameters:
    ///   - router: makes the door inside the house.
    ///   - proxies: the addresses of the operator's own proxies.
    ///   - signIn: where people sign in; nil where they cannot.
    /// - Throws: `MaterialFault` when a template or a message file cannot be read.
    init(core: HubCore, router: HubRouter, proxies: Set<String>, signIn: SignInDesk? = nil) throws {
        self.core = core
        house = HouseDoor(router, door: .open)
        desk = PageDesk(
            renderer: try PageRenderer(), gate: signIn?.gate ?? FormGate(key: core.secrets.signInKey, origin: nil),
            seal: core.secrets.pageSeal,
            limits: AddressLimits(limits: core.limits, timekeeper: core.timekeeper, proxies: proxies), core: core, signIn: signIn)
        live = LiveStream(core: core, proxies: proxies)
        members = MemberPages(core: core, house: HouseDoor(router, door: .parties), desk: desk)
    }

    /// Shows the pages at a door.
    func add(to router: Router<HubRequestContext>) {
        router.get("/") { request, _ in
            let language = Language.preferred(by: request.headers[.acceptLanguage])
            return Response(
                status: .seeOther, headers: [.location: Place.home.path(in: language), .vary: "Accept-Language"])
        }
        for asset in Asset.all {
            router.get(RouterPath(asset.path)) { _, _ in
                Response(.lasting(mediaType: asset.mediaType, asset.bytes))
            }
        }
        live.add(to: router)
        for language in Language.allCases {
            if desk.signIn != nil { members.add(to: router, in: language) }
            for (place, handler) in reads { add(.get, place, language, handler, to: router) }
            for (place, handler) in forms { add(.post, place, language, handler, to: router) }
            for method in [HTTPRequest.Method.get, .post] {
                router.on(RouterPath("/\(language.rawValue)/**"), method: method) { [desk] request, context in
                    try await desk.respond(to: request, context: context, language: language, place: nil) { _ in
                        throw PageNotice(status: 404, notice: .notFound)
                    }
                }
            }
        }
    }

    private func add(
        _ method: HTTPRequest.Method, _ place: Place, _ language: Language, _ handler: @escaping PageDesk.Handler,
        to router: Router<HubRequestContext>
    ) {
        router.on(RouterPath(place.path(in: language)), method: method) { [desk] request, context in
            try await desk.respond(to: request, context: context, language: language, place: place, handler: handler)
        }
    }

    /// The pages that are read.
    private var reads: [(Place, PageDesk.Handler)] {
        let (reporting, following, figures) = (ReportPages(pages: self), FollowPages(pages: self), FigurePages(pages: self))
        let rights = RightsPages(pages: self)
        return [
            (.home, { _ in .page("home", title: "home-title") }), (.report, reporting.form), (.reported, reporting.answer),
            (.follow, following.form), (.status, following.status), (.receipt, following.receipt),
            (.recovered, following.recoveredForm), (.objection, following.objectionForm),
            (.insight, rights.insight), (.insightFile, rights.file), (.correction, rights.correctionForm),
            (.evidence, EvidencePages(pages: self).form),
            (.check, figures.checkForm),
            (.monitor, figures.monitor), (.figuresCSV, figures.csv), (.figuresJSON, figures.json),
            (.rules, figures.rules),
            (.about, { _ in .page("about", title: "about-title", AboutView.view(keys: keys)) }),
        ]
    }

    /// The forms that are sent.
    private var forms: [(Place, PageDesk.Handler)] {
        let (reporting, following, figures) = (ReportPages(pages: self), FollowPages(pages: self), FigurePages(pages: self))
        let rights = RightsPages(pages: self)
        return [
            (.report, reporting.send), (.follow, following.send), (.recovered, following.recovered),
            (.objection, following.object), (.stop, following.stop), (.correction, rights.correct),
            (.evidence, EvidencePages(pages: self).send), (.check, figures.check),
        ]
    }

    /// The keys of the hub's logs.
    var keys: [String] { ([.parties] + core.registers.names).map { core.signer.verifierKey(of: $0) } }

    /// The key of the log that a report is in.
    func keys(of reference: ReportReference) -> [String] {
        (try? core.register(of: reference.caseID)).map { [core.signer.verifierKey(of: $0.policy.register)] } ?? []
    }

    /// The notice that an answer of the API asks for when a form cannot show what is wrong; nil when it can.
    func notice(_ answer: HouseAnswer) -> PageNotice? { PageNotice(answer) }
}
