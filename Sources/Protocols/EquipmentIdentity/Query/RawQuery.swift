// SPDX-License-Identifier: EUPL-1.2

/// The parameters of a query as they stand in the request target: found, not yet decoded.
///
/// Holds pointers into the target; it must not outlive the closure that lends them.
struct RawQuery {
    /// A stretch of the request target.
    typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

    private var pei: Bytes?
    private var supi: Bytes?
    private var gpsi: Bytes?
    private var supportedFeatures: Bytes?

    /// What is wrong before any value is looked at, in order of appearance, each fault once.
    private(set) var faults: [QueryFault] = []

    /// The value of `parameter`; `nil` when it is absent.
    subscript(parameter: QueryParameter) -> Bytes? {
        get {
            switch parameter {
            case .pei: pei
            case .supi: supi
            case .gpsi: gpsi
            case .supportedFeatures: supportedFeatures
            }
        }
        set {
            switch parameter {
            case .pei: pei = newValue
            case .supi: supi = newValue
            case .gpsi: gpsi = newValue
            case .supportedFeatures: supportedFeatures = newValue
            }
        }
    }

    /// Finds the parameters in `query`, the bytes after `?`.
    ///
    /// Unknown parameters are passed over if they are well-formed, so that a caller of a later version is not cut off.
    init(_ query: Bytes) {
        var rest = query
        while !rest.isEmpty {
            let end = rest.firstIndex(of: UInt8(ascii: "&")) ?? rest.endIndex
            take(rest[rest.startIndex..<end])
            rest = end == rest.endIndex ? rest[end...] : rest[(end + 1)...]
        }
    }

    private mutating func take(_ pair: Bytes) {
        let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
        let name = pair[pair.startIndex..<equals]
        let value = equals == pair.endIndex ? pair[equals...] : pair[(equals + 1)...]
        guard let parameter = Self.parameter(named: name) else {
            if PercentEncoding.decode(name) == nil || PercentEncoding.decode(value) == nil {
                note(QueryFault(parameter: nil, kind: .badEncoding))
            }
            return
        }
        guard self[parameter] == nil else {
            note(QueryFault(parameter: parameter, kind: .repeated))
            return
        }
        self[parameter] = value
    }

    private mutating func note(_ fault: QueryFault) {
        if !faults.contains(fault) { faults.append(fault) }
    }

    private static func parameter(named name: Bytes) -> QueryParameter? {
        if let parameter = QueryParameter(name: name) { return parameter }
        guard name.contains(UInt8(ascii: "%")), let decoded = PercentEncoding.decode(name) else { return nil }
        return QueryParameter(name: decoded)
    }
}
