// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads a file, or standard input, from its beginning to its end through one buffer.
struct ByteSource {
    private static let chunk = 1 << 20

    /// The path; `-` for standard input.
    let path: String

    /// How many bytes there are; nil where that is not known beforehand.
    var size: Int? {
        guard path != "-", let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            attributes[.type] as? FileAttributeType == .typeRegular
        else { return nil }
        return Files.size(in: attributes)
    }

    /// Hands over the bytes in pieces.
    func each(_ body: (Span<UInt8>) throws -> Void) throws {
        let descriptor = path == "-" ? 0 : open(path, O_RDONLY)
        guard descriptor >= 0 else { throw FileFailure.unreadable(path) }
        defer { if descriptor != 0 { close(descriptor) } }
        var buffer = [UInt8](repeating: 0, count: ByteSource.chunk)
        while true {
            let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw FileFailure.unreadable(path) }
            guard count > 0 else { return }
            try body(buffer.span.extracting(0..<count))
        }
    }
}
