package dev.recount.ingest.accept;

import dev.recount.codec.FieldProblem;
import dev.recount.event.Rejection;
import dev.recount.ingest.person.PersonGuard;
import dev.recount.ingest.secret.Fingerprinter;
import dev.recount.ingest.secret.TextRedactor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes what is kept of refused input: redacted like everything else, and cut. Thread-safe. */
public final class Refusals {

    /** How much of a payload is kept, in characters. */
    public static final int PAYLOAD_MAX = 16_384;

    /** How much is searched for secrets: more than is kept, so that none is cut in half at the edge. */
    private static final int SEARCHED_MAX = 4 * PAYLOAD_MAX;

    private static final int NAMED_MAX = 5;

    private final TextRedactor texts;

    private final PersonGuard persons;

    /** Keeps what was refused, whoever it names. */
    public Refusals(Fingerprinter fingerprinter) {
        this(fingerprinter, PersonGuard.NONE);
    }

    /** Keeps what was refused, without the persons it names. */
    public Refusals(Fingerprinter fingerprinter, PersonGuard persons) {
        this.texts = new TextRedactor(fingerprinter);
        this.persons = persons;
    }

    /**
     * A refusal.
     *
     * @param source the door
     * @param id the event's id, when it could be read
     * @param problems what is wrong; at least one
     * @param payload the item as it came, or null when there is none to keep
     */
    public Rejection of(
            String source, @Nullable String id, List<FieldProblem> problems, byte @Nullable [] payload, Instant now) {
        return of(source, id, problems, payload, 0, payload == null ? 0 : payload.length, now);
    }

    /** As {@link #of(String, String, List, byte[], Instant)}, for a slice of a body. */
    public Rejection of(
            String source,
            @Nullable String id,
            List<FieldProblem> problems,
            byte @Nullable [] body,
            int offset,
            int length,
            Instant now) {
        var pointer = problems.get(0).pointer();
        return new Rejection(
                source,
                id == null ? null : clean(id),
                clean(detail(problems)),
                pointer.isEmpty() ? null : clean(pointer),
                now,
                body == null ? null : kept(body, offset, length),
                length);
    }

    private static String detail(List<FieldProblem> problems) {
        if (problems.size() == 1) {
            return problems.get(0).detail();
        }
        var detail = new StringBuilder(problems.get(0).detail());
        for (FieldProblem problem : problems.subList(1, Math.min(problems.size(), NAMED_MAX))) {
            detail.append("; ").append(problem.pointer()).append(": ").append(problem.detail());
        }
        return problems.size() > NAMED_MAX
                ? detail.append("; and ")
                        .append(problems.size() - NAMED_MAX)
                        .append(" more")
                        .toString()
                : detail.toString();
    }

    private String kept(byte[] body, int offset, int length) {
        var text = new String(body, offset, Math.min(length, SEARCHED_MAX), StandardCharsets.UTF_8);
        var redacted = clean(text);
        return redacted.length() <= PAYLOAD_MAX ? redacted : wholeCharacters(redacted, PAYLOAD_MAX);
    }

    private static String wholeCharacters(String text, int end) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    private String clean(String text) {
        return persons.protect(texts.redact(text).text());
    }
}
