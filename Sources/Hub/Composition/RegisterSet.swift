// SPDX-License-Identifier: EUPL-1.2

import Devices
public import Exchange

/// The registers of a hub. An eighth register is one more line here.
public struct RegisterSet: Sendable {
    private let registers: [RegisterName: any Register]

    /// All registers that Schakel has.
    public static let all = RegisterSet([
        Devices()
    ])

    /// All registers, with limits of a deployment's own on how much the list of stolen devices may change.
    public static func with(valve: ValveRule) -> RegisterSet {
        RegisterSet([Devices(policy: Devices.standard.limiting(.stolen, by: valve))])
    }

    /// The limits with which Schakel is shipped.
    public static let standardValve = Devices.valve

    /// A hub with these registers.
    public init(_ registers: [any Register]) {
        self.registers = Dictionary(registers.map { ($0.policy.register, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The register with this name.
    public subscript(_ name: RegisterName) -> (any Register)? { registers[name] }

    /// The register with this name, which must be one of the hub's.
    func existing(_ name: RegisterName) throws(Refusal) -> any Register {
        guard let register = registers[name] else {
            let known = names.map(\.rawValue).joined(separator: ", ")
            throw .field("register", "This hub has no register of this name; it has \(known).", code: .unknown)
        }
        return register
    }

    /// Their names, in order.
    public var names: [RegisterName] { registers.keys.sorted() }

    /// The purpose of each.
    public var purposes: [RegisterName: String] { registers.mapValues(\.policy.purpose) }
}
