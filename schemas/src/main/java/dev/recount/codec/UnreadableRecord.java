package dev.recount.codec;

import java.util.List;

/** A document that does not have the shape it should have. It says every problem that was found, not only the first. */
public final class UnreadableRecord extends RuntimeException {

    private final transient List<FieldProblem> problems;

    public UnreadableRecord(List<FieldProblem> problems) {
        super(
                problems.isEmpty()
                        ? "unreadable"
                        : problems.get(0).pointer() + ": " + problems.get(0).detail());
        this.problems = List.copyOf(problems);
    }

    public UnreadableRecord(String pointer, String detail) {
        this(List.of(new FieldProblem(pointer, detail)));
    }

    /** What is wrong, in document order; at least one. */
    public List<FieldProblem> problems() {
        return problems;
    }
}
