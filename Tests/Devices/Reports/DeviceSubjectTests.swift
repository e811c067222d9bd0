// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Testing

@Suite("One phone is one subject")
struct DeviceSubjectTests {
    private let register = Devices()

    @Test(
        "every spelling of an IMEI is the same subject: 14 digits, with check digit, with software version, with marks",
        arguments: [
            "49015420323751", "490154203237518", "49-015420-323751-8", "49 015420 323751 8", "490154203237518 ", "4901542032375186",
        ]
    )
    func spellings(text: String) throws {
        #expect(try register.subject(text, field: "f") == Subject(kind: "imei", value: "49015420323751"))
    }

    @Test("leading zeros are kept")
    func zeros() throws {
        #expect(try register.subject("00000000000017", field: "f").value == "00000000000017")
    }

    @Test(
        "a device by chance has fourteen digits, and of a known type when one is given", arguments: [0, 1, 41, UInt64.max, 1 << 40])
    func chance(random: UInt64) throws {
        let any = register.chanceSubject(random, like: nil)
        #expect(try register.subject(any, field: "f").value == any)
        let like = register.chanceSubject(random, like: "49015420323751")
        #expect(like.hasPrefix("49015420"))
        #expect(try register.subject(like, field: "f").value == like)
        #expect(register.chanceSubject(random, like: "no phone") == any)
        #expect(register.chanceSubject(1, like: nil) != register.chanceSubject(2, like: nil))
    }

    @Test(
        "what names no IMEI is refused, and the refusal names the field and not the text",
        arguments: ["", "490154203237517", "4901542032375", "49015420323751867", "not-a-phone", "٤٩٠١٥٤٢٠٣٢٣٧٥١"]
    )
    func refuses(text: String) {
        #expect { try register.subject(text, field: "onderwerpen[4]") } throws: { error in
            guard let refusal = error as? Refusal else { return false }
            return refusal.code == .invalid && refusal.faults.map(\.field) == ["onderwerpen[4]"]
                && (text.isEmpty || !refusal.description.contains(text))
        }
    }

    @Test("random texts are refused or are one subject of fourteen digits, and never crash")
    func random() {
        var seed: UInt64 = 81
        for _ in 0..<5_000 {
            var text = ""
            for _ in 0..<18 {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text.append(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "1", "2", "3", "-", " "][Int(seed >> 60)])
            }
            guard let subject = try? register.subject(text, field: "f") else { continue }
            #expect(subject.value.utf8.count == 14)
            #expect((try? register.subject(subject.value, field: "f")) == subject)
        }
    }
}
