// SPDX-License-Identifier: EUPL-1.2

/// A file that pages refer to. Its path has a digest of its content, so that a browser may keep it for ever.
public struct Asset: Hashable, Sendable {
    /// Where it is: `/opmaak/schakel-0123456789abcdef.css`.
    public let path: String
    /// Its media type.
    public let mediaType: String
    /// Its content.
    public let bytes: [UInt8]

    init(_ bytes: [UInt8], ending: String, mediaType: String) {
        // FNV-1a: it only has to differ when the content does.
        var digest: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let text = String(digest, radix: 16)
        path = "/opmaak/schakel-\(String(repeating: "0", count: 16 - text.count))\(text).\(ending)"
        self.mediaType = mediaType
        self.bytes = bytes
    }

    /// The stylesheet.
    public static let style = Asset(Material.style, ending: "css", mediaType: "text/css; charset=utf-8")
    /// The script; pages work without it.
    public static let script = Asset(Material.script, ending: "js", mediaType: "text/javascript; charset=utf-8")
    /// The icon.
    public static let icon = Asset(Material.icon, ending: "svg", mediaType: "image/svg+xml")
    /// All of them.
    public static let all = [style, script, icon]
}
