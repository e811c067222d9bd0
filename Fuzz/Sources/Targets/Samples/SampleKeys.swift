// SPDX-License-Identifier: EUPL-1.2

import Ledger

/// Keys whose secrets everybody knows: the first three test vectors of RFC 8032 §7.1, and two of Go's `sumdb/note`.
enum SampleKeys {
    static let origin = "hub.example/devices"
    static let logSecret = "PRIVATE+KEY+hub.example/devices+b525573c+AZ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g"
    static let witnessSecret = "PRIVATE+KEY+toezicht.example/w1+1d224691+BEzNCJso/5banbbDRuwRTg9bijGfNaumJNqM9u1PuKb7"
    static let otherWitnessSecret = "PRIVATE+KEY+ombudsman.example/w1+98398b5b+BMWqjfQ/n4N77bdELzHct7Fm04U1B28JS4XOOi4LRFj3"
    static let peterSecret = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
    static let enochKey = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"

    static let log = must("the key of the log") { try NoteSigner(privateText: logSecret) }
    static let peter = must("the key of Go's example") { try NoteSigner(privateText: peterSecret) }
    static let witness = must("the key of the witness") { try WitnessSigner(privateText: witnessSecret) }
    static let otherWitness = must("the key of the other witness") { try WitnessSigner(privateText: otherWitnessSecret) }
    static let enoch = must("the other key of Go's example") { try NoteVerifier(vkey: enochKey) }

    /// Who is trusted when notes are opened.
    static let trusted = [log.verifier, peter.verifier, enoch]

    static let policy = """
        # Who watches the log.
        log \(log.vkey) https://hub.example/devices
        witness toezicht \(witness.vkey) https://toezicht.example
        witness ombudsman \(otherWitness.vkey)
        group samen any toezicht ombudsman
        quorum samen

        """
}
