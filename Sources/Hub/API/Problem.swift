// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger
import Store

/// An error answer by RFC 9457, as the Dutch API design rules want it: status, title and detail, with all faults at once.
struct Problem: Error, Sendable {
    let status: Int
    let code: String
    let title: String
    let detail: String
    var faults: [Fault] = []
    /// Extra header fields, such as Allow.
    var allow: String?
    /// After how many seconds it can be tried again.
    var retryAfter: Int?

    /// The most faults that are shown, as the document says.
    static let mostFaults = 1_000

    /// The media type.
    static let mediaType = "application/problem+json"

    var json: JSON {
        .object(
            JSONObject([
                ("type", .string("urn:schakel:fout:\(code)")), ("title", .string(title)), ("status", .integer(Int64(status))),
                ("detail", .string(detail)),
                (
                    "fouten",
                    faults.isEmpty
                        ? nil
                        : .array(
                            faults.prefix(Problem.mostFaults).map { ["veld": .string($0.field), "reden": .string($0.reason)] })
                ),
            ])
        )
    }

    /// What a refused act answers.
    init(_ refusal: Refusal) {
        let (status, title) = Problem.standing[refusal.code] ?? (409, "Conflict")
        self.init(status: status, code: refusal.code.rawValue, title: title, detail: refusal.reason, faults: refusal.faults)
    }

    init(status: Int, code: String, title: String, detail: String, faults: [Fault] = [], allow: String? = nil) {
        self.status = status
        self.code = code
        self.title = title
        self.detail = detail
        self.faults = faults
        self.allow = allow
    }

    /// What any error answers. What is inside an unexpected error stays inside.
    init(any error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let refusal as Refusal: self.init(refusal)
        case let error as StoreError:
            self.init(
                status: 503, code: "store-\(error.code.rawValue)", title: "Store unavailable",
                detail: "The hub cannot write now; nothing was entered. Try again later.")
        default:
            self.init(
                status: 500, code: "internal", title: "Internal error",
                detail: "The hub failed; nothing was entered. The operator finds the cause in the log.")
        }
    }

    /// The request body is no JSON.
    static func malformed(_ reason: String) -> Problem {
        Problem(
            status: 400, code: "invalid", title: "Invalid request", detail: "The body is no JSON that can be read.",
            faults: [Fault("body", reason)])
    }

    /// Whoever signed in did so at too low a level of assurance for this act.
    static let levelTooLow = Problem(
        status: 403, code: "level", title: "Level of assurance too low",
        detail: "This act needs a higher level of assurance: sign in again with a stronger means.")

    /// Nothing is at this path.
    static let notFound = Problem(
        status: 404, code: "unknown", title: "Not found",
        detail: "There is nothing at this path; /v1/openapi.json lists what there is.")

    private static let standing: [RefusalCode: (Int, String)] = [
        .invalid: (400, "Invalid request"), .unidentified: (401, "Not identified"), .noMandate: (403, "No mandate"),
        .wrongParty: (403, "Wrong party"), .samePerson: (403, "Same person"), .personNeeded: (403, "Person needed"),
        .afterTerm: (409, "After the term"), .notNow: (409, "Not now"), .unknown: (404, "Not found"),
        .duplicate: (409, "Duplicate"), .protected: (409, "Protected"),
        .badProof: (400, "Bad proof"), .overloaded: (503, "Overloaded"),
    ]
}
