// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Hummingbird
import Ledger
import Pages
import SignIn

/// A request for a page that has passed the page desk.
struct PageCall: Sendable {
    let language: Language
    /// What the form sent; empty for a page that is only read.
    let form: FormData
    /// What stands in the address behind the question mark.
    let query: FormData
    let messages: Messages
    /// The report that this browser follows.
    let pass: ReportPass?
    /// Who looks.
    let visitor: PageVisitor
    /// What he may do somewhere.
    let rights: Set<Right>
    /// What he did just now, as the key of a message; nil when that was said already.
    let done: String?
    let context: HubRequestContext

    /// The form as it was filled in, with what is wrong with it.
    func view(faults: [FormFault] = []) -> FormView { FormView(values: form.texts, faults: faults, messages: messages) }

    /// A part of the path that stands for something.
    func parameter(_ name: String) -> String { context.parameters.get(name) ?? "" }

    /// The key of this form: as it was sent, or a fresh one.
    var key: String {
        let sent = form["key"]
        let isKey = sent.utf8.count == 36 && sent.utf8.allSatisfy { $0 == 0x2D || PageCall.isHexadecimal($0) }
        return isKey ? sent : PageSeal.randomUUID()
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) }
}
