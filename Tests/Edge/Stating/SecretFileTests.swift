// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Operations
import Testing

@Suite("Files with secrets")
struct SecretFileTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    @Test("a text is written as it is, for its owner only")
    func written() throws {
        try SecretFile.write("geheim €\n", to: folder.file("key"))

        #expect(try folder.text("key") == "geheim €\n")
        #expect(try folder.mode("key") == 0o600)
        #expect(folder.contents == ["key"])
    }

    @Test("an empty text makes an empty file, a large one is written whole", arguments: [0, 1, 3_000_000])
    func sizes(count: Int) throws {
        let text = String(repeating: "k", count: count)

        try SecretFile.write(text, to: folder.file("key"))

        #expect(try folder.text("key") == text)
    }

    @Test("an earlier file is replaced as a whole, however open it was and whoever still reads it")
    func replaced() throws {
        let path = folder.file("key")
        try "oud en veel langer dan het nieuwe".write(toFile: path, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        let reader = try #require(FileHandle(forReadingAtPath: path))

        try SecretFile.write("nieuw", to: path)

        #expect(try folder.text("key") == "nieuw")
        #expect(try folder.mode("key") == 0o600)
        #expect(try reader.readToEnd() == Data("oud en veel langer dan het nieuwe".utf8), "the old file is another file")
        #expect(folder.contents == ["key"])
    }

    @Test("what an earlier attempt left behind is in nobody's way")
    func leftover() throws {
        try "half".write(toFile: folder.file("key.new"), atomically: false, encoding: .utf8)

        try SecretFile.write("heel", to: folder.file("key"))

        #expect(try folder.text("key") == "heel" && folder.contents == ["key"])
    }

    @Test("a link laid at the temporary name is not followed")
    func link() throws {
        let victim = folder.file("victim")
        try "blijft".write(toFile: victim, atomically: false, encoding: .utf8)
        try FileManager.default.createSymbolicLink(atPath: folder.file("key.new"), withDestinationPath: victim)

        try SecretFile.write("geheim", to: folder.file("key"))

        #expect(try folder.text("victim") == "blijft" && folder.text("key") == "geheim")
    }

    @Test("without the folder nothing is written, and the sentence names file and remedy")
    func missingFolder() {
        let path = folder.file("absent/key")

        let failure = #expect(throws: SecretFile.Failure.self) { try SecretFile.write("geheim", to: path) }

        #expect(
            failure?.description
                == "The file \(path) cannot be written: check that its folder exists and is yours (error \(ENOENT)).")
        #expect(folder.contents.isEmpty)
    }

    @Test("a folder at the path is not replaced, and the secret is not left beside it")
    func folderAtPath() throws {
        try FileManager.default.createDirectory(atPath: folder.file("key"), withIntermediateDirectories: false)

        let failure = #expect(throws: SecretFile.Failure.self) { try SecretFile.write("geheim", to: folder.file("key")) }

        #expect(failure?.description.contains("(error \(EISDIR))") == true)
        #expect(failure?.description.contains("geheim") == false)
        #expect(folder.contents == ["key"])
    }
}
