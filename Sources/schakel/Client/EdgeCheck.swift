// SPDX-License-Identifier: EUPL-1.2

import AsyncHTTPClient
import Identifiers
import Ledger
import NIOCore
import NIOHTTP1

/// Asks an edge's 5G-EIR for a device (TS 29.511), over HTTP/1.1.
enum EdgeCheck {
    /// What the edge answered.
    struct Answer {
        let status: Int
        /// The status word, such as `BLACKLISTED`; nil when it answered a problem.
        let equipmentStatus: String?
        let cause: String?
        let listVersion: String?
        let listAge: String?
    }

    static func ask(_ edge: String, pei: String) async throws -> Answer {
        let base = edge.hasSuffix("/") ? String(edge.dropLast()) : edge
        do {
            let request = HTTPClientRequest(url: "\(base)/n5g-eir-eic/v1/equipment-status?pei=\(pei)")
            let response = try await HTTPClient.shared.execute(request, timeout: .seconds(5))
            let body = try await response.body.collect(upTo: 1 << 16)
            let json = try? JSON(parsing: Array(body.readableBytesView))
            return Answer(
                status: Int(response.status.code), equipmentStatus: json?["status"]?.string, cause: json?["cause"]?.string,
                listVersion: response.headers.first(name: "schakel-list-version"),
                listAge: response.headers.first(name: "schakel-list-age")
            )
        } catch {
            throw Unreachable(description: "The edge at \(base) does not answer: check the address and whether it runs.")
        }
    }

    struct Unreachable: Error, CustomStringConvertible {
        let description: String
    }
}
