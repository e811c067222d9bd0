// SPDX-License-Identifier: EUPL-1.2

@testable import Edge

/// The heads of plain HTTP/1.1 requests, as an edge reads them from whoever connects.
struct HeadTarget: FuzzTarget {
    let name = "head"
    let longest = 5_000
    let words = [
        "GET ", " HTTP/1.1\r\n", "\r\n\r\n", "Host: a\r\n", "Authorization: ", "Content-Length: ", "Transfer-Encoding: chunked\r\n",
        "Connection: ", "Expect: ", "Upgrade: ", "Proxy-Connection: ",
    ]

    func seeds() -> [[UInt8]] {
        let starts = ["GET /a?b=c HTTP/1.1\r\nHost: a\r\n", "GET http://a/b HTTP/1.1\r\nhost:a\r\nAuthorization: Bearer a.b.c\r\n"]
        let ends = ["\r\n", "\r\nGET /", "Accept: */*\r\n\r\n", "Content-Length: 1\r\n\r\na", "Connection: close\r\n\r\n"]
        return starts.flatMap { start in ends.map { (start + $0).input } }
    }

    func attempt(_ bytes: [UInt8]) {
        let scan = bytes.withUnsafeBytes { PlainRequest.scan($0) }
        guard case .whole(let request) = scan else { return }
        claim(request.length <= min(bytes.count, PlainRequest.maximumLength), "a head lies within its bytes")
        claim(bytes.starts(with: "GET ".input) && bytes[..<request.length].suffix(4).elementsEqual("\r\n\r\n".input), "it is whole")
        claim(
            request.target.lowerBound == 4 && !request.target.isEmpty && request.target.upperBound < request.length,
            "the target stands behind the method")
        claim(bytes[request.target].allSatisfy { (0x21...0x7E).contains($0) }, "a target is visible ASCII")
        if let token = request.authorization { claim(token.upperBound < request.length, "the token stands in the head") }
        let text = String(decoding: bytes[..<request.length], as: UTF8.self).lowercased()
        for field in ["content-length", "transfer-encoding", "connection", "proxy-connection", "expect", "upgrade"] {
            claim(!text.contains("\r\n\(field):"), "a plain request asks nothing of the connection")
        }
        for length in [request.length - 1, request.length / 2, request.target.upperBound] {
            let part = bytes[..<length].withUnsafeBytes { PlainRequest.scan($0) }
            claim(part == .partial, "the beginning of a plain request may become one")
        }
        let alone = bytes[..<request.length].withUnsafeBytes { PlainRequest.scan($0) }
        claim(alone == scan, "what follows a head does not matter")
    }
}
