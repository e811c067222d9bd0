// SPDX-License-Identifier: EUPL-1.2

import Devices
import Exchange
import Ledger
import Logging
import Store

/// What the doors work with.
struct HubCore: Sendable {
    let store: any Store
    let sequencer: Sequencer
    let registers: RegisterSet
    let signer: LogSigner
    let secrets: HubSecrets
    let timekeeper: any Timekeeper
    /// The built-in authority; nil when certificates come from an external one.
    let authority: CertificateAuthority?
    let logger: Logger
    /// Makes frames for followers, once for all of them.
    let frames: FrameDesk
    /// Reads which samples wait for answers, once for all followers.
    let samples: SampleDesk
    /// What witnesses have signed along; nil when there are none.
    let cosignatures: CosignatureBoard?
    /// How often one may call the open door, or ask about one subject.
    let limits = DoorLimits()
    /// What the open monitor remembers.
    let monitor = MonitorMemory()
    /// Where in the logs what happened to measures is told.
    let stories = MeasureStories()
    /// What private checks are answered from.
    let privateChecks: PrivateCheckDesk

    init(
        store: any Store, sequencer: Sequencer, registers: RegisterSet, signer: LogSigner, secrets: HubSecrets,
        timekeeper: any Timekeeper, authority: CertificateAuthority?, logger: Logger, cosignatures: CosignatureBoard? = nil,
        privateChecks folder: String? = nil
    ) {
        self.store = store
        self.sequencer = sequencer
        self.registers = registers
        self.signer = signer
        self.secrets = secrets
        self.timekeeper = timekeeper
        self.authority = authority
        self.logger = logger
        self.cosignatures = cosignatures
        frames = FrameDesk(store: store)
        privateChecks = PrivateCheckDesk(
            of: .stolen, in: .devices, store: store, board: sequencer.board, secrets: secrets, origin: signer.origin(of: .devices),
            timekeeper: timekeeper, logger: logger, folder: folder)
        samples = SampleDesk(store: store)
    }

    /// What is seen of the sequencer.
    var board: HeadBoard { sequencer.board }

    /// The register with this name.
    func register(_ name: RegisterName) throws(Refusal) -> any Register {
        try registers.existing(name)
    }

    /// The register of a case number.
    func register(of id: CaseID) throws(Refusal) -> any Register {
        try registers.register(of: id)
    }

    /// The log that a path names.
    func log(_ call: Call) throws(Refusal) -> RegisterName {
        let name = RegisterName(rawValue: try call.parameter("logboek"))
        guard name == .parties || registers[name] != nil else {
            throw .field("logboek", "This hub has no log of this name.", code: .unknown)
        }
        return name
    }

    /// The head of a log that has one.
    func head(of log: RegisterName) throws(Refusal) -> StoredHead {
        guard let head = board.head(of: log) else { throw .field("logboek", "This log has no entries yet.", code: .unknown) }
        return head
    }

    /// The checkpoint of a head, with what witnesses have signed along with it.
    func cosigned(_ head: StoredHead, of log: RegisterName) -> String {
        cosignatures?.cosigned(log, at: head.size)?.description ?? head.checkpoint
    }

    /// The rights that an actor may use now in some register, or in the log of parties.
    func rights(of actor: Actor) -> Set<Right> {
        let (registry, now) = (board.registry, timekeeper.now())
        func can(_ right: Right) -> Bool {
            if right == .administer { return (try? registry.authorise(administrator: actor, at: now)) != nil }
            return registers.names.compactMap { registers[$0]?.policy }.contains {
                (try? registry.authorise(actor, to: right, under: $0, at: now)) != nil
            }
        }
        return Set(Right.known.keys.filter(can))
    }

    /// All endpoints of the hub. Each lets through only whom its access names.
    var endpoints: [Endpoint] {
        let doors = [
            ReportDoors(core: self).endpoints, ReceiptDoors(core: self).endpoints, CheckDoors(core: self).endpoints,
            PrivateCheckDoors(core: self).endpoints,
            MonitorDoors(core: self).endpoints, CaseDoors(core: self).endpoints, AttachmentDoors(core: self).endpoints,
            QuestionDoors(core: self).endpoints,
            WorklistDoors(core: self).endpoints,
            MeasureDoors(core: self).endpoints, MeasureFileDoors(core: self).endpoints, HandDoors(core: self).endpoints,
            ComplianceDoors(core: self).endpoints, HitDoors(core: self).endpoints,
            PartyDoors(core: self).endpoints, PersonDoors(core: self).endpoints, EdgeDoors(core: self).endpoints,
            CertificateDoors(core: self).endpoints, ExportDoors(core: self).endpoints,
            RetentionDoors(core: self).endpoints, ProcessingDoors(core: self).endpoints, RightsDoors(core: self).endpoints,
            DistributionDoors(core: self).endpoints, ProtectionDoors(core: self).endpoints, FloodDoors(core: self).endpoints,
            SupervisionDoors(core: self).endpoints,
            EscalationDoors(core: self).endpoints, OrderDoors(core: self).endpoints, LetterDoors(core: self).endpoints,
            SampleDoors(core: self).endpoints,
            MilestoneDoors(core: self).endpoints, PolicyDoors(core: self).endpoints, StateDoors(core: self).endpoints,
            MandateDoors(core: self).endpoints, LogDoors(core: self).endpoints,
            TileDoors(core: self).endpoints, ProofDoors(core: self).endpoints, SnapshotDoors(core: self).endpoints,
        ].flatMap(\.self)
        return (doors + HubDoors(core: self, others: doors).endpoints).map(guarded)
    }
}
