// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// What a caller's own system tells of the processing that a request belongs to: the header field `traceparent` of W3C Trace Context.
struct TraceContext: Hashable, Sendable {
    /// The processing: 16 bytes.
    let trace: [UInt8]
    /// The caller's action: 8 bytes.
    let span: [UInt8]

    /// Reads `version-trace-span-flags`. By the recommendation a version above 00 may have more after the flags, and version ff
    /// is none; one that cannot be read is left aside, never refused.
    init?(_ text: String?) {
        guard let text, text.utf8.count <= 512 else { return nil }
        let parts = text.split(separator: "-", maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count >= 4, parts.count == 4 || parts[0] != "00", parts[0].utf8.count == 2, parts[3].utf8.count == 2,
            parts[0] != "ff",
            parts.prefix(4).allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) } }),
            let trace = TraceContext.bytes(parts[1], 16), let span = TraceContext.bytes(parts[2], 8)
        else { return nil }
        self.trace = trace
        self.span = span
    }

    /// So many bytes, not all of them 0.
    private static func bytes(_ text: Substring, _ count: Int) -> [UInt8]? {
        guard text.utf8.count == 2 * count, let bytes = Hexadecimal.decode(String(text)), bytes.contains(where: { $0 != 0 }) else {
            return nil
        }
        return bytes
    }
}
