// SPDX-License-Identifier: EUPL-1.2

import Store
import Testing

@Suite("A store's error")
struct StoreErrorTests {
    @Test("a store's error prints its code and its sentence")
    func prints() {
        let error = StoreError(.tooNew, "Update this program.")

        #expect("\(error)" == "too-new: Update this program.")
    }

    @Test("an engine may add a code of its own, which differs from all known ones")
    func isOpen() {
        let own: StoreError.Code = "failed-over"
        let known: [StoreError.Code] = [.full, .unreachable, .busy, .corrupt, .tooNew, .failed]

        #expect(Set(known + [own]).count == 7)
        #expect(own == StoreError.Code(rawValue: "failed-over"))
    }

    @Test("two errors are equal when both code and sentence are")
    func compares() {
        let error = StoreError(.busy, "Stop the other one.")

        #expect(error == StoreError(.busy, "Stop the other one."))
        #expect(error != StoreError(.full, "Stop the other one."))
        #expect(error != StoreError(.busy, "Stop it."))
    }
}
