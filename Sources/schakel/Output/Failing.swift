// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Edge
import Exchange
import FoundationEssentials
import Hub
import Ledger
import NIOCore
import Operations
import PrivateChecks
import Store
import Witness

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Ends a command that failed with one clear sentence on standard error and the exit status that fits.
enum Failing {
    /// Runs a command's work.
    static func explain(_ work: () async throws -> Void) async throws {
        do {
            try await work()
        } catch let exit as ExitCode {
            throw exit
        } catch let error as ValidationError {
            throw error
        } catch {
            let (sentence, status) = describe(error)
            say(sentence)
            throw status.code
        }
    }

    /// Writes a sentence to standard error.
    static func say(_ sentence: String) {
        Output.write("schakel: \(sentence)\n", to: 2)
    }

    /// What went wrong, in one sentence, and the exit status.
    static func describe(_ error: any Error) -> (sentence: String, status: ExitStatus) {
        switch error {
        case let error as HubFailure:
            let sentence = error.description
            return (sentence, error.status == nil || error.isPassing ? .unreachable : .refused)
        case let error as Refusal: return (error.description, .refused)
        case let error as ConfigurationError: return (error.description, .configuration)
        case let error as StoreError: return (error.reason, .file)
        case let error as SecretFile.Failure: return (error.description, .file)
        case let error as FileFailure: return (error.description, .file)
        case let error as PrivateCheckError: return (error.reason, .refused)
        case let error as ReplayFault: return (error.description, .refused)
        case let error as LedgerError: return (error.reason, .refused)
        case let error as AuthorityError: return (error.reason, .configuration)
        case let error as ListenError: return (error.reason, .configuration)
        case let error as WitnessError: return (error.reason, error.code == .setting ? .configuration : .file)
        case let error as FolderLock.Failure: return (error.description, error.isTaken ? .configuration : .file)
        case let error as PortTaken: return (error.description, .configuration)
        case let error as Child.Failed: return (error.description, .file)
        case let error as IOError where error.errnoCode == EADDRINUSE:
            return (
                "Two doors are set to one port, or another program took it just now: set each to a port of its own.", .configuration
            )
        case let error as IOError: return ("The network or a file failed: \(error.description).", .file)
        default: return ("It failed: \(error)", .file)
        }
    }
}

/// A file that cannot be read or written.
struct FileFailure: Error, CustomStringConvertible {
    let description: String

    static func unreadable(_ path: String) -> FileFailure {
        FileFailure(description: "The file \(path) cannot be read: check that it is there and yours to read.")
    }
}

/// A port that another program has.
struct PortTaken: Error, CustomStringConvertible {
    let description: String
}
