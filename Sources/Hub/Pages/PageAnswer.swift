// SPDX-License-Identifier: EUPL-1.2

import Pages

/// What a page answers.
struct PageAnswer: Sendable {
    enum Content: Sendable {
        /// A page made of a template.
        case page(String, title: String, View)
        /// Go and read another page, which may have parameters in its path.
        case redirect(Place, [String: String])
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
    /// The title as it is, when it is no message.
    var heading: String?
    /// What stands behind the question mark of the page to go and read.
    var query = ""
    /// The message that the next page is to show: what was done.
    var done: String?

    static func page(_ template: String, title: String, _ view: View = [:]) -> PageAnswer {
        PageAnswer(content: .page(template, title: title, view))
    }

    /// - Parameters:
    ///   - place: where to go.
    ///   - values: what stands in its path.
    ///   - done: the message to show there.
    static func redirect(
        _ place: Place, _ values: [String: String] = [:], done: String? = nil, cookies: [String] = []
    ) -> PageAnswer {
        PageAnswer(content: .redirect(place, values), status: 303, cookies: cookies, done: done)
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

extension PageNotice {
    /// The notice that an answer of the API asks for when a form cannot show what is wrong; nil when it can.
    init?(_ answer: HouseAnswer) {
        switch answer.status {
        case 429: self.init(status: 429, notice: NoticeView("notice-too-many", secondsToWait: answer.retryAfter))
        case 413: self.init(status: 413, notice: .tooLarge)
        case 500...: self.init(status: 503, notice: .unavailable)
        default: return nil
        }
    }
}
