// SPDX-License-Identifier: EUPL-1.2

import Testing

extension Journeys {
    @Suite("A 4G core asks over Diameter", .enabled(if: Tool.isInstalled("python3"), "python3 is needed to speak as a peer"))
    struct DiameterJourney {
        /// A peer that introduces itself and asks about devices over one connection; it prints the outcome of each. It makes its
        /// messages by itself, from RFC 6733 and TS 29.272.
        private static let peer = """
            import socket, struct, sys

            def avp(code, data, vendor=0):
                head = struct.pack(">IB", code, 0xC0 if vendor else 0x40) + (8 + (4 if vendor else 0) + len(data)).to_bytes(3, "big")
                return head + (struct.pack(">I", vendor) if vendor else b"") + data + bytes(-len(data) % 4)

            def message(flags, command, application, *avps):
                body = b"".join(avps)
                head = b"\\x01" + (20 + len(body)).to_bytes(3, "big") + bytes([flags]) + command.to_bytes(3, "big")
                return head + struct.pack(">III", application, 1, 1) + body

            def receive(connection):
                head = b""
                while len(head) < 20:
                    head += connection.recv(20 - len(head)) or sys.exit("closed")
                rest, length = b"", int.from_bytes(head[1:4], "big") - 20
                while len(rest) < length:
                    rest += connection.recv(length - len(rest)) or sys.exit("closed")
                found = {}
                while rest:
                    code, flags, size = int.from_bytes(rest[:4], "big"), rest[4], int.from_bytes(rest[5:8], "big")
                    found[code] = rest[12 if flags & 0x80 else 8:size]
                    rest = rest[(size + 3) // 4 * 4:]
                return found

            origin = avp(264, b"mme.epc.example") + avp(296, b"epc.example")
            number = lambda value: struct.pack(">I", value)
            connection = socket.create_connection(("127.0.0.1", int(sys.argv[1])), 20)
            application = avp(260, avp(266, number(10415)) + avp(258, number(16777252)))
            connection.sendall(message(0x80, 257, 0, origin, avp(257, b"\\0\\x01\\x7f\\0\\0\\x01"), avp(266, number(10415)),
                                       avp(269, b"MME"), application))
            print("capabilities", int.from_bytes(receive(connection)[268], "big"))
            for imei in sys.argv[2:]:
                connection.sendall(message(0xC0, 324, 16777252, avp(263, b"mme;1;" + imei.encode()), application, avp(277, number(1)),
                                           origin, avp(283, b"epc.example"), avp(1401, avp(1402, imei.encode(), 10415), 10415)))
                answer = receive(connection)
                print(imei, int.from_bytes(answer.get(1445, b"\\xff"), "big"))
            """

        @Test("a blocked phone is prohibited in all its spellings, another is permitted, and the edge tells where it listens")
        func blocked() async throws {
            try await Stage.with { stage in
                let (phone, ordinary) = (Phone(serial: 1), Phone(serial: 2))
                let edge = stage.edge(settings: ["diameter.identity=eir.epc.example"])
                try await edge.start()
                _ = try await stage.block(phone)
                try await edge.answers("BLACKLISTED", for: phone)
                let port = try #require(edge.program.ports["diameter"])

                let spellings = [phone.digits, phone.imei, phone.transmitted, ordinary.digits]
                let told = try await Tool.run(named: "python3", ["-c", Self.peer, "\(port)"] + spellings)

                #expect(told.status == 0, "\(told)")
                let expected = ["capabilities 2001"] + zip(spellings, [1, 1, 1, 0]).map { "\($0) \($1)" }
                #expect(told.output.split(separator: "\n").map(String.init) == expected)
                #expect(try await edge.standing()["doors"]?["diameter"]?.string == "127.0.0.1:\(port)")
            }
        }

        @Test("settings that do not go together are told before anything starts, all at once")
        func refused() async throws {
            let outcome = try await Program.run(
                "config", "check", "edge", "--set", "credential=/nothing", "--set", "diameter.identity=een twee", "--set",
                "diameter.peers=mme example", "--set", "diameter.tls.key=/nothing")
            #expect(outcome.status != 0)
            for key in ["diameter.identity", "diameter.peers", "diameter.tls"] {
                #expect(outcome.error.contains(key), "\(outcome)")
            }
        }
    }
}
