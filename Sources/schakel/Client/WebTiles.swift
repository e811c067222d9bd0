// SPDX-License-Identifier: EUPL-1.2

import AsyncHTTPClient
import Ledger
import NIOCore
import NIOHTTP1

/// The files of a log at a web address. What fails for the moment is tried again.
struct WebTiles: TileSource {
    /// Why a log cannot be read over the web.
    struct Unreachable: Error, CustomStringConvertible {
        let description: String
    }

    /// The waits before the second, third and fourth try.
    private static let waits: [Duration] = [.milliseconds(500), .seconds(2), .seconds(8)]

    let prefix: String
    private let client: HTTPClient

    /// The log below a prefix, such as `https://log.example/devices`; nothing is sent yet.
    init(prefix: String) {
        self.prefix = prefix.hasSuffix("/") ? String(prefix.dropLast()) : prefix
        var configuration = HTTPClient.Configuration()
        configuration.timeout = .init(connect: .seconds(5), read: .seconds(15))
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Whether a place is meant to be a web address.
    static func isAddress(_ place: String) -> Bool {
        place.hasPrefix("http://") || place.hasPrefix("https://")
    }

    /// Ends the connections.
    func close() async { try? await client.shutdown() }

    /// The bytes of a file; nil when the server says that there is none.
    /// - Throws: ``Unreachable`` when four tries got no answer, `LedgerError` `tooLarge`.
    func bytes(at path: String, most: Int) async throws -> [UInt8]? {
        for wait in Self.waits {
            switch try await answer(to: path, most: most) {
            case .file(let bytes): return bytes
            case .missing: return nil
            case .failed: try await Task.sleep(for: wait)
            }
        }
        switch try await answer(to: path, most: most) {
        case .file(let bytes): return bytes
        case .missing: return nil
        case .failed(let reason): throw Unreachable(description: "\(prefix)/\(path) cannot be read: \(reason).")
        }
    }

    private enum Answer {
        case file([UInt8])
        case missing
        /// Perhaps for the moment, with the reason as the middle of a sentence.
        case failed(String)
    }

    private func answer(to path: String, most: Int) async throws -> Answer {
        var request = HTTPClientRequest(url: "\(prefix)/\(path)")
        request.headers.add(name: "accept-encoding", value: "identity")
        do {
            let response = try await client.execute(request, timeout: .seconds(60))
            switch response.status.code {
            case 200:
                let coding = response.headers.first(name: "content-encoding") ?? "identity"
                guard coding == "identity" else { throw Unreachable(description: "\(prefix)/\(path) comes compressed, unasked.") }
                return .file(Array((try await response.body.collect(upTo: most)).readableBytesView))
            case 404, 410: return .missing
            case 408, 429, 500...: return .failed("the server answers \(response.status.code) again and again; try later")
            default:
                throw Unreachable(
                    description:
                        "\(prefix)/\(path) cannot be read: the server answers \(response.status.code); is the address right?")
            }
        } catch is NIOTooManyBytesError {
            throw LedgerError(.tooLarge, "The file \(path) has more than \(most) bytes.")
        } catch let error as Unreachable {
            throw error
        } catch {
            try Task.checkCancellation()
            if let error = error as? HTTPClientError, error == .invalidURL || error == .emptyHost {
                throw Unreachable(description: "\(prefix) is no web address: give one such as https://log.example/devices.")
            }
            return .failed("there is no answer; check the address and whether the server runs")
        }
    }
}
