// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Exchange
import HTTPTypes
import Ledger
import Pages
import SignIn

/// Doing the same in several cases that were picked from the worklist.
///
/// Each case is a call of its own, under a key that follows from the form's: whoever sends the form again does nothing twice, and a case
/// that is refused holds up no other.
struct BulkPages: Sendable {
    let pages: MemberPages

    /// The most cases at once.
    static let most = 100
    /// How many calls are under way at once; the sequencer enters them together.
    private static let atOnce = 16

    var routes: [MemberPages.Route] {
        [.read(.bulk, .deciding) { _ in .redirect(.worklist) }, .send(.bulk, .deciding, send)]
    }

    private func send(_ call: PageCall) async throws -> PageAnswer {
        var seen: Set<CaseID> = []
        let picked = call.form.all("zaak").compactMap { try? CaseID($0) }.filter { seen.insert($0).inserted }
        guard !picked.isEmpty, picked.count <= BulkPages.most else {
            let key = picked.isEmpty ? "fault-none-picked" : "fault-too-many-picked"
            return faulty(call, [], [FormFault("", call.messages[key])])
        }
        guard call.form["stap"] == "doen" else {
            let view = BulkView(messages: call.messages).choose(call.view(), await read(picked, call), key: call.key)
            return .page("bulk", title: "bulk-title", view)
        }
        let what = call.form["handeling"]
        var faults: [FormFault] = []
        if what.isEmpty { faults.append(FormFault("handeling", call.messages["fault-handeling"])) }
        if what != BulkView.confirm, call.form["redenen"].isEmpty {
            faults.append(FormFault("redenen", call.messages["fault-redenen"]))
        }
        guard faults.isEmpty else { return faulty(call, await read(picked, call), faults) }
        let outcomes = await each(picked) { await act(what, in: $0, call) }
        return .page("bulk", title: "bulk-title", BulkView(messages: call.messages).done(outcomes))
    }

    private func faulty(_ call: PageCall, _ items: [BulkView.Item], _ faults: [FormFault]) -> PageAnswer {
        let view = BulkView(messages: call.messages).choose(call.view(faults: faults), items, key: call.key)
        return .faulty("bulk", title: "bulk-title", view)
    }

    /// The cases as they stand. One that cannot be read is shown as such.
    private func read(_ picked: [CaseID], _ call: PageCall) async -> [BulkView.Item] {
        await each(picked) { id in
            let answer = try? await pages.ask(call, .get, "/v1/zaken/\(id)")
            return BulkView.Item(number: id.description, file: answer?.status == 200 ? answer?.json ?? .null : .null)
        }
    }

    /// Does it in one case.
    private func act(_ what: String, in id: CaseID, _ call: PageCall) async -> BulkView.Outcome {
        func outcome(_ key: String, isDone: Bool = false) -> BulkView.Outcome {
            BulkView.Outcome(number: id.description, isDone: isDone, key: key)
        }
        let path: String
        let body: JSON
        if what == BulkView.confirm {
            // What is confirmed is what stood on the page, not what was proposed since.
            let shown = call.form.all("voorstel").first { $0.hasPrefix("\(id)/") }
            guard let number = shown.flatMap({ Int($0.dropFirst(id.description.count + 1)) }), number > 0 else {
                return outcome("bulk-no-proposal")
            }
            path = "/v1/zaken/\(id)/besluiten/\(number)/bevestigingen"
            body = [:]
        } else {
            path = "/v1/zaken/\(id)/besluiten"
            body = ["soort": .string(what), "redenen": .string(call.form["redenen"])]
        }
        do {
            let answer = try await pages.ask(call, .post, path, body, key: BulkPages.key(call.key, id))
            if answer.status == 201 {
                let isProposed = answer.json["fase"]?.string == "proposed"
                return outcome(
                    what == BulkView.confirm ? "bulk-confirmed" : isProposed ? "bulk-proposed-done" : "bulk-decided", isDone: true)
            }
            let key = "refused-\(answer.code)"
            return outcome(call.messages.text(key) == nil ? "bulk-refused" : key)
        } catch let notice as PageNotice {
            return outcome(notice.status == 404 ? "bulk-unknown" : notice.status < 429 ? "bulk-no-right" : "bulk-unavailable")
        } catch {
            return outcome("bulk-unavailable")
        }
    }

    /// Works on cases, some at a time, and keeps their order.
    private func each<Value: Sendable>(_ picked: [CaseID], _ work: @escaping @Sendable (CaseID) async -> Value) async -> [Value] {
        await withTaskGroup(of: (Int, Value).self) { group in
            var values: [Int: Value] = [:]
            for (index, id) in picked.enumerated() {
                if index >= BulkPages.atOnce, let (done, value) = await group.next() { values[done] = value }
                group.addTask { (index, await work(id)) }
            }
            for await (done, value) in group { values[done] = value }
            return picked.indices.compactMap { values[$0] }
        }
    }

    /// The idempotency key of one case: a UUID of version 8 (RFC 9562 §5.8) made of the form's key and the case.
    static func key(_ form: String, _ id: CaseID) -> String {
        var bytes = Array(SHA256.hash(data: Array("\(form)/\(id)".utf8)).prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits = Hexadecimal.encode(bytes)
        var text = ""
        for (position, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(position) { text.append("-") }
            text.append(digit)
        }
        return text
    }
}
