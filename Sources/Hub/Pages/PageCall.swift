// SPDX-License-Identifier: EUPL-1.2

import Hummingbird
import Pages

/// A request for a page that has passed the page desk.
struct PageCall: Sendable {
    let language: Language
    /// What the form sent; empty for a page that is only read.
    let form: FormData
    let messages: Messages
    /// The report that this browser follows.
    let pass: ReportPass?
    let context: HubRequestContext

    /// The form as it was filled in, with what is wrong with it.
    func view(faults: [FormFault] = []) -> FormView { FormView(values: form.values, faults: faults, messages: messages) }

    /// The key of this form: as it was sent, or a fresh one.
    var key: String {
        let sent = form["key"]
        let isKey = sent.utf8.count == 36 && sent.utf8.allSatisfy { $0 == 0x2D || PageCall.isHexadecimal($0) }
        return isKey ? sent : PageSeal.randomUUID()
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) }
}

/// What a page answers.
struct PageAnswer: Sendable {
    enum Content: Sendable {
        /// A page made of a template.
        case page(String, title: String, View)
        /// Go and read another page.
        case redirect(Place)
        /// A file to keep.
        case file(name: String, mediaType: String, [UInt8])
    }

    let content: Content
    var status = 200
    /// Whether it shows what is wrong with a form.
    var isFaulty = false
    /// Fields that set cookies.
    var cookies: [String] = []
    /// After how many seconds it can be tried again.
    var retryAfter: Int?
    /// Whether its length is to tell nothing.
    var isPadded = false

    static func page(_ template: String, title: String, _ view: View = [:]) -> PageAnswer {
        PageAnswer(content: .page(template, title: title, view))
    }

    static func redirect(_ place: Place, cookies: [String] = []) -> PageAnswer {
        PageAnswer(content: .redirect(place), status: 303, cookies: cookies)
    }

    /// A form with what is wrong with it.
    static func faulty(_ template: String, title: String, _ view: View) -> PageAnswer {
        PageAnswer(content: .page(template, title: title, view), status: 400, isFaulty: true)
    }
}

/// Says something in the place of the page that was asked for.
struct PageNotice: Error {
    let status: Int
    let notice: NoticeView
}
