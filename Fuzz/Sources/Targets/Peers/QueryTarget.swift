// SPDX-License-Identifier: EUPL-1.2

import EquipmentIdentity
import Identifiers

/// What an access function asks over HTTP. The input: the method's number, then the target.
struct QueryTarget: FuzzTarget {
    let name = "query"
    let longest = 9_000
    let words = [
        "pei=imei-", "pei=imeisv-", "pei=mac-", "-untrusted", "pei=eui", "supi=imsi-", "supi=nai-", "gpsi=msisdn-", "gpsi=extid-",
        "supported-features=", "%2D", "%00", "&", "http://", EquipmentDoor.path,
    ]

    private static let methods = ["GET", "HEAD", "POST", "TRACE", "get", ""]

    func seeds() -> [[UInt8]] {
        [
            "?pei=imei-490154203237518", "?pei=imeisv-4901542032375186&supi=imsi-204010123456789&gpsi=msisdn-31612345678",
            "?pei=mac-00-1B-63-84-45-E6-untrusted&supported-features=0F", "?pei=imei-12&pei=imei-13", "",
            "?pei=%69mei-490154203237518",
        ].map { [0] + (EquipmentDoor.path + $0).input } + [[3] + EquipmentDoor.path.input, [0] + "http://eir.example/x?pei=".input]
    }

    func attempt(_ bytes: [UInt8]) {
        var input = FuzzInput(bytes)
        let method = Self.methods[Int(input.byte()) % Self.methods.count]
        guard let target = String(input: input.rest) else { return }
        let reading = EquipmentDoor.read(method: method, target: target)
        claim(EquipmentDoor.read(method: method, target: target[...]) == reading, "the same request is read the same")
        switch reading {
        case .query(let query):
            claim(method == "GET" && target.utf8.count <= EquipmentDoor.maximumTargetLength, "a check is a short GET")
            if let imei = query.pei.imei { claim(imei.digits.utf8.count == 14, "an IMEI has fourteen digits") }
        case .malformedEquipment(let answer): claim(answer.status == 400, "a malformed identity is a bad request")
        case .problem(let answer):
            claim([400, 404, 405, 414].contains(answer.status), "what is wrong has a status of its own")
            claim(answer.body.count < 64 << 10, "an answer is not much larger than its request")
        }
    }
}
