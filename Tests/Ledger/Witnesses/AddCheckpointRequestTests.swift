// SPDX-License-Identifier: EUPL-1.2

import Ledger
import Testing
import Trials

@Suite("Requests to a witness")
struct AddCheckpointRequestTests {
    private let log: NoteSigner
    private let note: SignedNote

    init() throws {
        log = try NoteSigner(generating: "hub.example/devices")
        note = try Checkpoint(origin: log.name, size: 9, root: leafHash(1)).signed(by: [log])
    }

    @Test("the example of the specification is read and written back as it was")
    func specification() throws {
        let request = try AddCheckpointRequest(parsing: PublishedCosignatures.request.utf8)
        #expect(request.oldSize == 20_852_014)
        #expect(request.proof.count == 4)
        #expect(request.proof.first?.base64 == "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=")
        #expect(request.claim.origin == "example.com/behind-the-sofa")
        #expect(request.claim.size == 20_852_163)
        #expect(request.note.signatures.count == 2)
        #expect(request.description == PublishedCosignatures.request)
        #expect(request.bytes == Array(PublishedCosignatures.request.utf8))
    }

    @Test("a request without a proof, and one with 63 hashes, survive writing and reading")
    func roundTrip() throws {
        for count in [0, 1, 63] {
            let request = try AddCheckpointRequest(oldSize: 3, proof: (0..<count).map { leafHash($0) }, note: note)
            #expect(try AddCheckpointRequest(parsing: request.bytes) == request)
        }
        let proof = (0..<64).map { leafHash($0) }
        #expect(fault { try AddCheckpointRequest(oldSize: 3, proof: proof, note: note) } == .tooLarge)
    }

    @Test(
        "what has another form is refused",
        arguments: [
            "", "\n", "old", "old \n\n", "old 1", "old 1\n", "old 01\n\n", "old -1\n\n", "old +1\n\n", "old 1 \n\n", " old 1\n\n",
            "old  1\n\n", "OLD 1\n\n", "old 1\r\n\n", "old 18446744073709551616\n\n", "old x\n\n", "new 1\n\n", "old 1\nAAAA\n\n",
            "old 1\nPlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw\n\n", "old 1\n PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n\n",
            "old 1\nPlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpka==\n\n",
        ])
    func malformed(head: String) {
        #expect(fault { try AddCheckpointRequest(parsing: Array(head.utf8)) } == .malformed)
        #expect(fault { try AddCheckpointRequest(parsing: Array(head.utf8) + note.bytes) } == .malformed)
    }

    @Test("a note that is no checkpoint, or no note, is refused")
    func noCheckpoint() throws {
        let letter = try SignedNote(signing: "een brief\n", with: [log])
        #expect(fault { try AddCheckpointRequest(parsing: Array("old 1\n\n\(letter)".utf8)) } == .malformed)
        #expect(fault { try AddCheckpointRequest(oldSize: 1, proof: [], note: letter) } == .malformed)
        #expect(fault { try AddCheckpointRequest(parsing: Array("old 1\n\n\(note.text)".utf8)) } == .malformed)
    }

    @Test("64 hashes, and more than 64 KiB, are refused")
    func bounds() throws {
        let hashes = (0..<64).map { "\(leafHash($0).base64)\n" }.joined()
        #expect(fault { try AddCheckpointRequest(parsing: Array("old 1\n\(hashes)\n\(note)".utf8)) } == .tooLarge)
        #expect(fault { try AddCheckpointRequest(parsing: [UInt8](repeating: 0x0A, count: 65_537)) } == .tooLarge)
        #expect(fault { try AddCheckpointRequest(parsing: [UInt8](repeating: 0x41, count: 65_536)) } == .malformed)
    }

    @Test("damaged requests are read or refused, never more")
    func damage() throws {
        var random = SeededGenerator(seed: 63)
        let bytes = Array(PublishedCosignatures.request.utf8)
        var refused = 0
        for _ in 0..<2_000 {
            let damaged = random.damaged(bytes)
            if let request = try? AddCheckpointRequest(parsing: damaged) {
                #expect(request.bytes == damaged)
            } else {
                refused += 1
            }
        }
        for _ in 0..<500 { #expect((try? AddCheckpointRequest(parsing: random.bytes(300))) == nil) }
        #expect(refused > 500)
    }
}
