// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import Testing

@Suite("Supported features")
struct SupportedFeaturesTests {
    @Test(
        "the first feature is the last bit of the last digit", arguments: [("1", 1), ("8", 4), ("10", 5), ("aF", 8), ("0002", 2)])
    func bits(digits: String, feature: Int) throws {
        let features = try #require(SupportedFeatures(digits: digits.utf8))
        #expect(features.contains(feature) && !features.isEmpty)
        #expect(!features.contains(feature + 8) && !features.contains(0) && !features.contains(65) && !features.contains(-1))
    }

    @Test(
        "no digits, zeros, and features beyond any that are defined are no features",
        arguments: ["", "0", "0000", "1" + String(repeating: "0", count: 16)])
    func none(digits: String) {
        #expect(SupportedFeatures(digits: digits.utf8)?.isEmpty == true)
    }

    @Test("other characters are refused", arguments: ["g", "0x1", " 1", "é"])
    func refused(digits: String) {
        #expect(SupportedFeatures(digits: digits.utf8) == nil)
    }

    @Test("whatever a caller supports, it has nothing in common with a service that defines none")
    func negotiation() throws {
        let caller = try #require(SupportedFeatures(digits: "ffff".utf8))
        let other = try #require(SupportedFeatures(digits: "3".utf8))

        #expect(caller.common(with: .ours).isEmpty && caller.common(with: other) == other)
    }
}
