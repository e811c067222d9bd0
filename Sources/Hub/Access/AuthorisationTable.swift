// SPDX-License-Identifier: EUPL-1.2

import Exchange

/// Who may do what, worked out of the access of the endpoints and the policies of the registers: every route, for every right in
/// every role.
struct AuthorisationTable {
    /// What a right is held in.
    enum Column: Hashable {
        /// No mandate at all: being a registered party is enough.
        case registered
        /// A mandate with this right in the register.
        case right(Right)
        /// A mandate to administer the hub, in the log of parties.
        case administrator
    }

    /// In which roles somebody may.
    enum Cell: Hashable {
        case nobody
        case everyRole
        case roles(Set<Role>)
        /// Not by a mandate: a person whom the own party lets manage its persons.
        case ownManager
    }

    /// One route, or one kind of act of a route.
    struct Row {
        let endpoint: Endpoint
        /// The kind in the body, `soort`, where roles depend on it.
        let kind: String?
        /// Who may through the door for everybody; nil when nobody may.
        let open: Access.Open?
        /// On what somebody stands who comes through that door; nil when nothing is entered.
        let publicBasis: String?
        /// In which roles, by what is held. What is not there is for nobody.
        let cells: [Column: Cell]
        /// Whether a system may not.
        let needsPerson: Bool

        subscript(_ column: Column) -> Cell { cells[column] ?? .nobody }
    }

    let endpoints: [Endpoint]
    let registers: RegisterSet

    /// The rights that are held in a register, in order. Administering is held in the log of parties.
    static let rights = Right.known.keys.filter { $0 != .administer }.sorted()

    /// The routes for which no right in a register counts.
    var common: [Row] {
        endpoints.filter { !($0.access.parties?.asksRegister ?? false) }.map { row($0, kind: nil, in: nil) }
    }

    /// The routes for which a right in a register counts.
    func rows(of policy: RegisterPolicy) -> [Row] {
        endpoints.filter { $0.access.parties?.asksRegister ?? false }.flatMap { endpoint -> [Row] in
            let kinds = endpoint.access.parties?.kinds(in: policy) ?? []
            guard !kinds.isEmpty else { return [row(endpoint, kind: nil, in: policy)] }
            return kinds.map { row(endpoint, kind: $0, in: policy) }
        }
    }

    private func row(_ endpoint: Endpoint, kind: String?, in policy: RegisterPolicy?) -> Row {
        let access = endpoint.access
        let basis = policy.flatMap { policy in access.publicBasis?.basis(in: policy, kind: kind ?? "") }
        // A kind without a basis for everybody is for parties only.
        let isOpen = access.publicBasis == nil || basis != nil
        return Row(
            endpoint: endpoint, kind: kind, open: isOpen ? access.open : nil, publicBasis: basis,
            cells: access.parties?.cells(in: policy, kind: kind) ?? [:], needsPerson: access.parties?.needsPerson ?? false)
    }
}

extension Access.Parties {
    /// Whether a right in a register counts.
    fileprivate var asksRegister: Bool {
        switch self {
        case .rights: true
        case .oneOf(let others): others.contains { $0.asksRegister }
        case .inPerson(let others): others.asksRegister
        default: false
        }
    }

    /// The kinds of act that have roles of their own.
    fileprivate func kinds(in policy: RegisterPolicy) -> [String] {
        if case .rights(_, _, let roles, _) = self { roles.kinds(in: policy).map(\.code) } else { [] }
    }

    /// Whether a system may not.
    fileprivate var needsPerson: Bool {
        switch self {
        case .rights(_, _, _, let needsPerson): needsPerson
        case .oneOf(let others): others.allSatisfy(\.needsPerson)
        case .inPerson: true
        default: false
        }
    }

    /// In which roles, by what is held.
    fileprivate func cells(in policy: RegisterPolicy?, kind: String?) -> [AuthorisationTable.Column: AuthorisationTable.Cell] {
        switch self {
        case .anybody, .registered: return [.registered: .everyRole]
        case .administrators: return [.administrator: .roles([.hub])]
        case .managers: return [.administrator: .roles([.hub]), .registered: .ownManager]
        case .oneOf(let others):
            return others.reduce(into: [:]) { $0.merge($1.cells(in: policy, kind: kind)) { first, _ in first } }
        case .inPerson(let others): return others.cells(in: policy, kind: kind)
        case .rights(let rights, _, let roles, _):
            guard let policy else { return [:] }
            let ofKind = roles.kinds(in: policy).first { $0.code == kind }?.roles
            return Dictionary(uniqueKeysWithValues: rights.map { (.right($0), .roles(ofKind ?? policy.roles(for: $0))) })
        }
    }
}
