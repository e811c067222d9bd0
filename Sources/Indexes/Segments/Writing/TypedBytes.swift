// SPDX-License-Identifier: EUPL-1.2

extension [UInt8] {
    /// The bytes of the array, for as long as the body runs; the body throws one type of error.
    func withUnsafeBytesTyped(_ body: (UnsafeRawBufferPointer) throws(SegmentError) -> Void) throws(SegmentError) {
        var failure: SegmentError?
        withUnsafeBytes { bytes in
            do throws(SegmentError) { try body(bytes) } catch { failure = error }
        }
        if let failure { throw failure }
    }
}
