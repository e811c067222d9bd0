// SPDX-License-Identifier: EUPL-1.2

import Exchange
import HTTPTypes
import Hummingbird
import Ledger
import Pages
import SignIn

/// The pages for people of parties, on the door for everybody. They call the API as the person who signed in; no page has a rule of its own.
struct MemberPages: Sendable {
    let core: HubCore
    /// The parties' endpoints, in the same process.
    let house: HouseDoor
    let desk: PageDesk

    /// One page: where it is, how it is asked for, and how sure it must be who asks.
    struct Route: Sendable {
        let place: Place
        let method: HTTPRequest.Method
        let weight: LevelPolicy.Weight
        let handler: PageDesk.Handler

        static func read(
            _ place: Place, _ weight: LevelPolicy.Weight = .reading, _ handler: @escaping PageDesk.Handler
        ) -> Route {
            Route(place: place, method: .get, weight: weight, handler: handler)
        }

        static func send(_ place: Place, _ weight: LevelPolicy.Weight, _ handler: @escaping PageDesk.Handler) -> Route {
            Route(place: place, method: .post, weight: weight, handler: handler)
        }
    }

    /// All of them.
    var routes: [Route] {
        CaseFilePages(pages: self).routes + AlertPages(pages: self).routes + QuestionPages(pages: self).routes
            + CorrectionPages(pages: self).routes
            + ProcessingPages(pages: self).routes
            + WorklistPages(pages: self).routes + MeasurePages(pages: self).routes + OrganisationPages(pages: self).routes
            + SupervisionPages(pages: self).routes + AdministrationPages(pages: self).routes
            + DistributionPages(pages: self).routes + ClearancePages(pages: self).routes
            + FloodPages(pages: self).routes + FalseReportPages(pages: self).routes
            + OrderPages(pages: self).routes
    }

    /// Where somebody can go by his rights, for the navigation.
    static func desks(for rights: Set<Right>, isSignedIn: Bool) -> [Place] {
        guard isSignedIn else { return [] }
        let readers: [Place] = rights.isDisjoint(with: [.decide, .confirm, .supervise]) ? [] : [.worklist]
        let complying: [Place] =
            (rights.isDisjoint(with: [.comply, .decide]) ? [] : [.measures]) + (rights.contains(.comply) ? [.questions] : [])
        let desks: [Place] = rights.contains(.administer) ? [.administration] : []
        return readers + complying + (rights.contains(.supervise) ? [.supervision, .processing] : []) + desks + [.organisation]
    }

    /// Shows the pages at a door.
    func add(to router: Router<HubRequestContext>, in language: Language) {
        for route in routes {
            router.on(RouterPath(route.place.path(in: language)), method: route.method) { [desk] request, context in
                try await desk.respond(
                    to: request, context: context, language: language, place: route.place, weight: route.weight,
                    handler: route.handler)
            }
        }
    }

    /// Calls the API as whoever signed in.
    /// - Throws: a notice in the place of the page, where no form could show what is wrong.
    func ask(
        _ call: PageCall, _ method: HTTPRequest.Method, _ path: String, _ body: JSON? = nil, key: String? = nil
    ) async throws -> HouseAnswer {
        let levels = desk.signIn?.configuration.levels ?? LevelPolicy()
        let answer = try await house.call(
            method, path, body, key: key, as: call.visitor.actor, weights: levels.weights(within: call.visitor.level),
            in: call.context)
        switch (answer.status, answer.code) {
        case (401, _): throw PageNotice(status: 401, notice: NoticeView("notice-session"))
        case (403, "level"):
            let start = SignInPaths.start(back: call.language.home, for: .deciding)
            throw PageNotice(status: 403, notice: NoticeView("notice-level", signIn: start))
        case (403, "no-mandate"): throw PageNotice(status: 403, notice: .noRight)
        case (404, _): throw PageNotice(status: 404, notice: .notFound)
        default: break
        }
        if let notice = PageNotice(answer) { throw notice }
        return answer
    }
}
