// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import PostgresStore

@Suite("The count of what was sent")
struct PipelineTests {
    private func name(_ item: Pipeline.Item?) -> String {
        switch item {
        case .preparation: "preparation"
        case .execution: "execution"
        case .question: "question"
        case .boundary: "boundary"
        case nil: "none"
        }
    }

    @Test("answers come in the order of sending, and positions go on after all is answered")
    func order() {
        var pipeline = Pipeline()
        pipeline.sent(.preparation("SELECT 1"))
        pipeline.sent(.execution)
        pipeline.sent(.boundary)
        #expect(pipeline.end == 3)

        #expect((0..<4).map { _ in name(pipeline.answered()) } == ["preparation", "execution", "boundary", "none"])

        #expect(pipeline.isEmpty)
        pipeline.sent(.question)
        #expect(pipeline.position == 3)
        #expect(name(pipeline.answered()) == "question")
        #expect(pipeline.position == 4)
    }

    @Test("a boundary is wanted after many statements or many bytes, and no more once it is there")
    func boundaries() {
        var pipeline = Pipeline()
        for _ in 0..<63 { pipeline.sent(.execution, bytes: 10) }
        #expect(!pipeline.wantsBoundary)
        pipeline.sent(.execution, bytes: 10)
        #expect(pipeline.wantsBoundary)
        pipeline.sent(.boundary)
        #expect(!pipeline.wantsBoundary)

        pipeline.sent(.execution, bytes: 16_384)

        #expect(pipeline.wantsBoundary)
    }

    @Test("a statement of the source is known by its place, one made by its text")
    func statements() {
        let statements: [Statement] = ["SELECT 1", "SELECT 2", "SELECT 1"]
        #expect(statements[0] != statements[1])
        #expect(Statement(made: "SELECT 1") == Statement(made: "SELECT " + "1"))
        #expect(Statement(made: "SELECT 1") != Statement(made: "SELECT 2"))
        #expect(Set([Statement(made: "a"), Statement(made: "a"), statements[0], statements[0]]).count == 2)
        #expect(statements[1].withCString { String(cString: $0) } == "SELECT 2")
        #expect(Statement(made: "SELECT 3").withCString { String(cString: $0) } == "SELECT 3")
    }
}
