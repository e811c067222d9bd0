// SPDX-License-Identifier: EUPL-1.2

import Exchange
import Ledger

/// One operation of the API: what the document says of it, what it takes, and what it does.
struct Endpoint: Sendable {
    /// Through which doors it can be reached.
    struct Doors: OptionSet, Sendable {
        let rawValue: Int
        /// The door for everybody.
        static let open = Doors(rawValue: 1)
        /// The door that demands a party's certificate.
        static let parties = Doors(rawValue: 2)
    }

    /// The methods the API uses: reading, and acting.
    enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    /// A parameter in the path or the query.
    struct Parameter: Sendable {
        enum Place: String, Sendable { case path, query }
        let name: String
        let place: Place
        let schema: Schema
        let text: String
        /// Whether one in the query must be there; one in the path always is.
        var isNeeded = false
    }

    /// What a successful call answers.
    struct Answer: Sendable {
        let status: Int
        let text: String
        let schema: Schema?
        /// The media type, when it is not JSON.
        var mediaType = "application/json"
    }

    /// The operation's id in the document.
    let id: String
    let method: Method
    /// The path with its parameters in braces.
    let path: String
    /// Who may use it, through which door.
    let access: Access
    let tag: String
    /// One line, in Dutch.
    let summary: String
    var parameters: [Parameter] = []
    var body: Schema?
    let answer: Answer
    /// The most bytes of a request body.
    var mostBytes = 1 << 20
    /// The most bytes that are taken of whoever comes without a certificate, who has little to say at once.
    var mostOpenBytes = 64 << 10
    /// Whether it writes who read what before it answers: then the hub that enters acts has to answer it.
    var notesReading = false
    /// Whether any hub of the store answers it itself, though it is posted to: nothing is entered by it.
    var isAnsweredAnywhere = false
    /// Does it.
    var handle: @Sendable (Call) async throws -> Reply

    /// Through which doors it can be reached.
    var doors: Doors { access.doors }
}

/// A request that has passed its door: who calls, and the checked parts.
struct Call: Sendable {
    let actor: Actor
    let parameters: [String: String]
    let query: [String: String]
    let body: JSON
    /// The key of the request, when the client gave one.
    let key: Act.Key?
    /// Whether the caller came through the door for everybody.
    let isOpenDoor: Bool
    /// Makes sure that the caller may still come in: for answers that last.
    var recheck: @Sendable () async throws -> Void = {}

    /// The operation that is called.
    var operation = ""
    /// What the caller's own system tells of the processing that this is a part of.
    var trace: TraceContext?

    /// What stands in the path in the place of `**`.
    var rest: [String] = []

    /// Who may make this call; nobody until the hub has said who.
    var access = Access.nobody
    /// On what it was let through.
    var admission = Admission()

    /// A path parameter. The router has seen to it that it is there.
    func parameter(_ name: String) throws(Refusal) -> String {
        guard let value = parameters[name] else { throw .field(name, "This part of the path is needed.") }
        return value
    }

    /// A whole number in the path.
    func number(_ name: String) throws(Refusal) -> Int {
        guard let number = Int(try parameter(name)), number > 0 else { throw .field(name, "Give a number from 1.", code: .unknown) }
        return number
    }

    /// A text member of the body; the schema has seen to it that it is there.
    func text(_ name: String) -> String { body[name]?.string ?? "" }

    /// The texts of an array member.
    func texts(_ name: String) -> [String] { body[name]?.array?.compactMap(\.string) ?? [] }

    /// A moment that may be left out.
    func moment(_ name: String) -> Instant? { body[name]?.string.flatMap { Instant(rfc3339: $0) } }
}

/// What a call answers.
enum Reply: Sendable {
    /// JSON with a status.
    case json(Int, JSON)
    /// Bytes of another kind.
    case bytes(Int, mediaType: String, [UInt8])
    /// A file to keep, which no browser shows or runs by itself.
    case attachment(name: String, [UInt8])
    /// Bytes that will never be others at this address.
    case lasting(mediaType: String, [UInt8])
    /// A stream that is written as it comes.
    case stream(mediaType: String, @Sendable (@Sendable ([UInt8]) async throws -> Void) async throws -> Void)
}
