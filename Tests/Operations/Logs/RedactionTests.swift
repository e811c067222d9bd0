// SPDX-License-Identifier: EUPL-1.2

import Testing
import Trials

@testable import Operations

@Suite("Redaction")
struct RedactionTests {
    @Test("every listed key is forbidden, in any case", arguments: Redaction.forbiddenKeys.sorted())
    func listed(key: String) {
        #expect(Redaction.isForbidden(key))
        #expect(Redaction.isForbidden(key.uppercased()))
        #expect(Redaction.isForbidden(key + "s"))
        #expect(Redaction.isForbidden("party." + key))
    }

    @Test(
        "separators and compounds do not hide a forbidden word",
        arguments: [
            "old_imei", "imeiValue", "IMEIList", "clientSecret", "client-secret", "first_name", "firstName", "api_key", "API-Key",
            "x.Authorization", "reporter.phoneNumber", "session_tokens", "imei2", "userEmail", "wrapping passphrase",
        ])
    func compounds(key: String) {
        #expect(Redaction.isForbidden(key))
    }

    @Test(
        "ordinary keys stay readable",
        arguments: [
            "register", "party", "host_name", "fileName", "mail_queue", "list.version", "time", "size", "oin", "status", "address",
            "", ".", "...", "subject_kind", "listNames", "nameless", "imeil",
        ])
    func ordinary(key: String) {
        #expect(!Redaction.isForbidden(key))
    }

    @Test("any key is judged without a crash", arguments: 0..<10)
    func robustness(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            let key = random.text(upTo: 60, alphabet: "abIMEimei._- 09")
            // A forbidden part is found whatever stands before its dot.
            #expect(Redaction.isForbidden(key + ".imei"))
            _ = Redaction.isForbidden(key)
        }
    }
}
