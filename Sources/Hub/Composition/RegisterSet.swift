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

    /// A hub with these registers.
    public init(_ registers: [any Register]) {
        self.registers = Dictionary(registers.map { ($0.policy.register, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The register with this name.
    public subscript(_ name: RegisterName) -> (any Register)? { registers[name] }

    /// Their names, in order.
    public var names: [RegisterName] { registers.keys.sorted() }

    /// The purpose of each.
    public var purposes: [RegisterName: String] { registers.mapValues(\.policy.purpose) }
}
