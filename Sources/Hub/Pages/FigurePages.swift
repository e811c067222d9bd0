// SPDX-License-Identifier: EUPL-1.2

import HTTPTypes
import Ledger
import Pages

/// Checking a device, the open monitor, and the rules.
struct FigurePages: Sendable {
    let pages: PublicPages

    func checkForm(_ call: PageCall) async throws -> PageAnswer {
        .page("check", title: "check-title", CheckView.view(call.view(), answer: nil))
    }

    /// Answers at once: nothing changes by it, and the number is not to stand in an address or a cookie.
    func check(_ call: PageCall) async throws -> PageAnswer {
        let words = FaultTranslation(messages: call.messages)
        let imei = call.form["imei"]
        if let fault = words.imei(imei, field: "imei") { return refused(call, fault) }
        let answer = try await pages.house.call(.post, "/v1/toestellen/_controleer", ["imei": .string(imei)], in: call.context)
        if let notice = pages.notice(answer) { throw notice }
        guard answer.status == 200 else {
            return refused(call, FormFault("imei", call.messages["fault-imei-other"]))
        }
        var page = PageAnswer.page("check", title: "check-title", CheckView.view(call.view(), answer: answer.json))
        page.isPadded = true
        return page
    }

    func monitor(_ call: PageCall) async throws -> PageAnswer {
        .page(
            "monitor", title: "monitor-title",
            MonitorView.view(try await figures(call), region: call.query["regio"], messages: call.messages))
    }

    func csv(_ call: PageCall) async throws -> PageAnswer {
        PageAnswer(
            content: .file(
                name: "schakel-monitor.csv", mediaType: "text/csv; charset=utf-8",
                Array(FiguresText.csv(try await figures(call)).utf8)))
    }

    func json(_ call: PageCall) async throws -> PageAnswer {
        PageAnswer(
            content: .file(name: "schakel-monitor.json", mediaType: "application/json", try await figures(call).canonical()))
    }

    func rules(_ call: PageCall) async throws -> PageAnswer {
        let answer = try await pages.house.call(.get, "/v1/beleid", in: call.context)
        if let notice = pages.notice(answer) { throw notice }
        return .page("sections", title: "rules-title", PolicyPageView(answer.json, messages: call.messages).page)
    }

    private func figures(_ call: PageCall) async throws -> JSON {
        if let year = Int(call.query["basisjaar"]), 0...9_999 ~= year {
            let answer = try await pages.house.call(.get, "/v1/monitor?basisjaar=\(year)", in: call.context)
            // Of a year without figures the usual one is shown.
            if answer.status == 200 { return answer.json }
        }
        let answer = try await pages.house.call(.get, "/v1/monitor", in: call.context)
        if let notice = pages.notice(answer) { throw notice }
        return answer.json
    }

    private func refused(_ call: PageCall, _ fault: FormFault) -> PageAnswer {
        .faulty("check", title: "check-title", CheckView.view(call.view(faults: [fault]), answer: nil))
    }
}
