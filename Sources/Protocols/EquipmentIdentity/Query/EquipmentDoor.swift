// SPDX-License-Identifier: EUPL-1.2

/// Reads requests for the one resource of N5g-eir_EquipmentIdentityCheck (3GPP TS 29.511 clause 6.1).
///
/// Pure: bytes in, a check or an answer out. It knows no HTTP version and no list.
public enum EquipmentDoor {
    /// What a request turned out to be.
    public enum Reading: Hashable, Sendable {
        /// A well-formed check.
        case query(EquipmentStatusQuery)

        /// A check that is well-formed but for its `pei`; the answer is the 400 to give if policy does not say otherwise.
        case malformedEquipment(EquipmentAnswer)

        /// Not a check; the answer says why.
        case problem(EquipmentAnswer)
    }

    /// The path of the resource: API name, version and resource (TS 29.511 clause 6.1).
    public static let path = "/n5g-eir-eic/v1/equipment-status"

    /// The longest request target that is read, in bytes: 8 KiB, the least RFC 9110 §4.1 recommends to support.
    public static let maximumTargetLength = 8192

    /// Reads one request.
    ///
    /// Checked in this order: length of the target (414), path (404), method (405), query (400, all faults at once).
    ///
    /// - Parameters:
    ///   - method: the request method, case-sensitive; only `GET` is served.
    ///   - target: path and query, still percent-encoded (`:path` in HTTP/2); the absolute form of RFC 9112 §3.2.2 is
    ///     taken too.
    public static func read(method: some StringProtocol, target: some StringProtocol) -> Reading {
        let isGet = method.utf8.elementsEqual("GET".utf8)
        let reading = target.utf8.withContiguousStorageIfAvailable { read(isGet: isGet, target: $0) }
        return reading ?? Array(target.utf8).withUnsafeBufferPointer { read(isGet: isGet, target: $0) }
    }

    /// As ``read(method:target:)`` for a GET of which the target stands in memory.
    public static func read(target: UnsafeBufferPointer<UInt8>) -> Reading {
        read(isGet: true, target: target)
    }

    private static func read(isGet: Bool, target: UnsafeBufferPointer<UInt8>) -> Reading {
        guard target.count <= maximumTargetLength else { return .problem(.uriTooLong) }
        let origin = originForm(target[...])
        let mark = origin.firstIndex(of: UInt8(ascii: "?")) ?? origin.endIndex
        guard origin[..<mark].elementsEqual(path.utf8) else { return .problem(.notFound) }
        guard isGet else { return .problem(.methodNotAllowed) }
        var reader = QueryReader(RawQuery(mark == origin.endIndex ? origin[mark...] : origin[(mark + 1)...]))
        return reader.read()
    }

    /// `target` without the scheme and authority that a request through a proxy carries.
    private static func originForm(_ target: RawQuery.Bytes) -> RawQuery.Bytes {
        guard target.first != UInt8(ascii: "/") else { return target }
        for scheme in ["http://", "https://"] where target.starts(with: scheme.utf8) {
            let authority = target.dropFirst(scheme.utf8.count)
            return authority.firstIndex(of: UInt8(ascii: "/")).map { authority[$0...] } ?? authority[authority.endIndex...]
        }
        return target
    }
}
