package dev.recount.ingest.accept;

import dev.recount.codec.FieldProblem;
import dev.recount.event.Event;
import dev.recount.event.Phase;
import dev.recount.event.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What must hold of an event beyond its shape. */
public final class EventRules {

    /** Longest text of a field, in characters. */
    public static final int TEXT_MAX = 1_000_000;
    /** Largest event in Avro, in bytes: what fits a Kafka record under the broker's default limit. */
    public static final int EVENT_BYTES_MAX = 1_000_000;

    private static final int ID_MAX = 1_024;
    private static final int LABELS_MAX = 64;
    private static final int LABEL_NAME_MAX = 128;
    private static final int LABEL_VALUE_MAX = 4_096;

    private EventRules() {}

    /** Everything that is wrong with {@code event}; empty when it may be recorded. */
    static List<FieldProblem> problems(Event event) {
        var problems = new ArrayList<FieldProblem>(0);
        phase(event, problems);
        id("/id", event.id(), problems);
        id("/causation_id", event.causationId(), problems);
        id("/correlation_id", event.correlationId(), problems);
        id("/trace_id", event.traceId(), problems);
        id("/session/id", event.sessionId(), problems);
        id("/actor/id", event.actorId(), problems);
        id("/action/id", event.actionId(), problems);
        id("/resource/id", event.resourceId(), problems);
        if (event.credential() != null) {
            id("/credential/fingerprint", event.credential().fingerprint(), problems);
            id("/credential/provider_id", event.credential().providerId(), problems);
        }
        labels(event.labels(), problems);
        return problems;
    }

    private static void phase(Event event, List<FieldProblem> problems) {
        if (event.phase() != null && !event.phase().belongsTo(event.type())) {
            var phases = Phase.of(event.type()).stream().map(Word::wire).collect(Collectors.joining(", "));
            problems.add(new FieldProblem(
                    "/phase",
                    event.phase().wire() + " is not a phase of " + event.type().wire() + " (expected: one of " + phases
                            + ")"));
        }
    }

    private static void id(String pointer, @Nullable String id, List<FieldProblem> problems) {
        if (id == null) {
            return;
        }
        if (id.isEmpty() || id.length() > ID_MAX) {
            problems.add(new FieldProblem(pointer, id.length() + " characters (expected: 1.." + ID_MAX + ")"));
        } else if (hasControl(id)) {
            problems.add(new FieldProblem(pointer, "holds a control character (expected: none)"));
        }
    }

    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static void labels(Map<String, String> labels, List<FieldProblem> problems) {
        if (labels.isEmpty()) {
            return;
        }
        if (labels.size() > LABELS_MAX) {
            problems.add(new FieldProblem("/labels", labels.size() + " labels (expected: at most " + LABELS_MAX + ")"));
            return;
        }
        labels.forEach((name, value) -> {
            if (name.length() > LABEL_NAME_MAX) {
                problems.add(new FieldProblem(
                        "/labels",
                        "a name of " + name.length() + " characters (expected: at most " + LABEL_NAME_MAX + ")"));
            } else if (value.length() > LABEL_VALUE_MAX) {
                problems.add(new FieldProblem(
                        "/labels/" + name, value.length() + " characters (expected: at most " + LABEL_VALUE_MAX + ")"));
            }
        });
    }

    static FieldProblem tooLong(String pointer, int length) {
        return new FieldProblem(pointer, length + " characters (expected: at most " + TEXT_MAX + ")");
    }

    /** What is wrong with the size of an encoded event. */
    static List<FieldProblem> size(int bytes) {
        return bytes <= EVENT_BYTES_MAX
                ? List.of()
                : List.of(new FieldProblem(
                        "", "the event is " + bytes + " bytes (expected: at most " + EVENT_BYTES_MAX + ")"));
    }
}
