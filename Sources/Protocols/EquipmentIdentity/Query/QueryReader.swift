// SPDX-License-Identifier: EUPL-1.2

import Identifiers

/// Turns the raw parameters into a check, or into all that is wrong with them.
struct QueryReader {
    private let raw: RawQuery
    private var faults: [QueryFault]

    /// A reader of `raw`, beginning with the faults found while splitting.
    init(_ raw: RawQuery) {
        self.raw = raw
        faults = raw.faults
    }

    /// The check, or the answer to give instead.
    mutating func read() -> EquipmentDoor.Reading {
        let pei = readEquipment()
        let supi = raw[.supi].flatMap { SUPI(utf8: $0) } ?? readText(.supi, as: SUPI.init)
        let gpsi = readText(.gpsi, as: GPSI.init)
        let features = readText(.supportedFeatures) { SupportedFeatures(digits: $0.utf8) }
        if let pei, faults.isEmpty {
            return .query(EquipmentStatusQuery(pei: pei, supi: supi, gpsi: gpsi, supportedFeatures: features))
        }
        let answer = EquipmentAnswer.badQuery(faults) ?? .malformedMessage
        return faults == [Self.malformedEquipment] ? .malformedEquipment(answer) : .problem(answer)
    }

    private static let malformedEquipment = QueryFault(parameter: .pei, kind: .wrongShape)

    private mutating func readEquipment() -> PEI? {
        guard let value = raw[.pei] else {
            faults.append(QueryFault(parameter: .pei, kind: .missing))
            return nil
        }
        if let pei = PEI(utf8: value) { return pei }
        guard let text = decode(value, of: .pei) else { return nil }
        if let imei = Self.imei(in: text) { return .imei(imei) }
        guard let pei = try? PEI(text) else {
            faults.append(Self.malformedEquipment)
            return nil
        }
        return pei
    }

    /// The IMEI in a spelling that is not TS 29.571's own but can mean nothing else: 14, 15 or 16 digits, bare or behind either prefix.
    ///
    /// The pattern of a PEI ends in `|.+`, so such a text is allowed. Taken as unknown equipment it would let a blocked phone in.
    private static func imei(in text: String) -> IMEI? {
        let prefix = ["imeisv-", "imei-"].first { text.hasPrefix($0) } ?? ""
        return IMEI(digits: text.utf8.dropFirst(prefix.utf8.count))
    }

    private mutating func readText<Value>(_ parameter: QueryParameter, as form: (String) -> Value?) -> Value? {
        guard let value = raw[parameter], let text = decode(value, of: parameter) else { return nil }
        guard let read = form(text) else {
            faults.append(QueryFault(parameter: parameter, kind: .wrongShape))
            return nil
        }
        return read
    }

    private mutating func decode(_ value: RawQuery.Bytes, of parameter: QueryParameter) -> String? {
        guard let bytes = PercentEncoding.decode(value) else {
            faults.append(QueryFault(parameter: parameter, kind: .badEncoding))
            return nil
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            faults.append(QueryFault(parameter: parameter, kind: .wrongShape))
            return nil
        }
        return text
    }
}
