// SPDX-License-Identifier: EUPL-1.2

public import Ledger

/// How one witness runs.
public struct WitnessConfiguration: Sendable {
    /// Where the witness listens for logs and monitors: plain HTTP, to stand behind a TLS proxy or on loopback.
    public let host: String
    /// Its port; 0 lets the system choose.
    public let port: Int
    /// What its paths begin with: empty, or such as `/w1`; submission and monitoring prefix at once.
    public let prefix: String
    /// Where the operator's door listens: health, metrics, status.
    public let operationsHost: String
    /// The operator's port; 0 lets the system choose.
    public let operationsPort: Int
    /// The folder that remembers what was cosigned. It is as dear as the key: a witness that forgets can be made to contradict
    /// itself.
    public let dataFolder: String
    /// The key with which it cosigns; its name is the name of the witness.
    public let signer: WitnessSigner
    /// The logs it watches.
    public let logs: KnownLogs

    /// Gathers the settings.
    public init(
        host: String, port: Int, prefix: String = "", operationsHost: String, operationsPort: Int, dataFolder: String,
        signer: WitnessSigner, logs: KnownLogs
    ) {
        self.host = host
        self.port = port
        self.prefix = prefix
        self.operationsHost = operationsHost
        self.operationsPort = operationsPort
        self.dataFolder = dataFolder
        self.signer = signer
        self.logs = logs
    }

    /// Makes sure that the prefix can be part of a path.
    func checkPrefix() throws(WitnessError) {
        let isWord = { (byte: UInt8) in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || "/-._~".utf8.contains(byte)
        }
        guard prefix.isEmpty || (prefix.hasPrefix("/") && !prefix.hasSuffix("/")), !prefix.contains("//"),
            prefix.utf8.allSatisfy(isWord)
        else {
            throw WitnessError(
                .setting,
                "The prefix \(prefix) cannot be used: leave it empty, or give a path such as /w1 without a slash at its end.")
        }
    }
}
