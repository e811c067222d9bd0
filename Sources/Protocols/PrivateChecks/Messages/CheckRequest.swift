// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// What an asker sends: all that the register gets to see.
public struct CheckRequest: Hashable, Sendable {
    /// The epoch of the key that is asked for.
    public let epoch: CheckEpoch
    /// How many bits the numbers of buckets have.
    public let bits: Int
    /// The blinded IMEIs.
    public let elements: [BlindedElement]
    /// The buckets that are asked for, in order, each once.
    public let buckets: [CheckBucket]

    /// Gathers them.
    public init(epoch: CheckEpoch, bits: Int, elements: [BlindedElement], buckets: [CheckBucket]) {
        self.epoch = epoch
        self.bits = bits
        self.elements = elements
        self.buckets = buckets
    }

    /// As it is sent.
    public var json: JSON {
        [
            "bits": .integer(Int64(bits)), "elementen": .array(elements.map { .string(Base64.encode($0.bytes)) }),
            "tijdvak": .integer(Int64(epoch.number)), "vakken": .array(buckets.map { .string($0.text) }),
        ]
    }

    /// What is wrong with a member of a request, for an answer that names it.
    public struct Fault: Error, Hashable, Sendable {
        /// The member, such as `elementen[0]`.
        public let member: String
        /// What is wrong and what to do.
        public let reason: String
    }

    /// Reads a request; all that is wrong with it at once.
    /// - Returns: the request, or the faults.
    public static func read(_ json: JSON) -> Result<CheckRequest, Faults> {
        var faults: [Fault] = []
        let epoch = json["tijdvak"]?.integer.flatMap(UInt32.init(exactly:))
        if epoch == nil { faults.append(Fault(member: "tijdvak", reason: "Give the number of an epoch.")) }
        let bits = json["bits"]?.integer.flatMap { (0...Int64(PrivateCheck.mostBits)).contains($0) ? Int($0) : nil }
        if bits == nil { faults.append(Fault(member: "bits", reason: "Give a number from 0 to \(PrivateCheck.mostBits).")) }
        var elements: [BlindedElement] = []
        for (place, element) in (json["elementen"]?.array ?? []).enumerated() {
            do {
                elements.append(try BlindedElement(bytes: element.string.flatMap { Base64.decode($0) } ?? []))
            } catch {
                faults.append(Fault(member: "elementen[\(place)]", reason: error.reason))
            }
        }
        var buckets: Set<CheckBucket> = []
        for (place, number) in (json["vakken"]?.array ?? []).enumerated() {
            if let bits, let bucket = number.string.flatMap({ CheckBucket(text: $0, bits: bits) }) {
                buckets.insert(bucket)
            } else {
                faults.append(
                    Fault(member: "vakken[\(place)]", reason: "There is no bucket of this number: see the number of bits."))
            }
        }
        guard let epoch, let bits, faults.isEmpty else { return .failure(Faults(faults)) }
        return .success(
            CheckRequest(epoch: CheckEpoch(number: epoch), bits: bits, elements: elements, buckets: buckets.sorted()))
    }

    /// All that is wrong with a request.
    public struct Faults: Error, Hashable, Sendable {
        /// One for each member at fault; a hundred at most.
        public let list: [Fault]

        init(_ faults: [Fault]) { list = Array(faults.prefix(100)) }
    }
}
