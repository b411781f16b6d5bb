package dev.recount.ingest.accept;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.CanonicalJson;
import dev.recount.codec.FieldPath;
import dev.recount.codec.FieldProblem;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.event.Json;
import dev.recount.ingest.secret.Fingerprinter;
import dev.recount.ingest.secret.FoundSecret;
import dev.recount.ingest.secret.JsonRedactor;
import dev.recount.ingest.secret.Redaction;
import dev.recount.ingest.secret.TextRedactor;
import dev.recount.shape.Field;
import dev.recount.shape.Kind;
import dev.recount.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Replaces the secrets in every text of an event: fields, labels and their names, and free JSON. Thread-safe. */
public final class EventRedactor {

    private static final Shape<Event> EVENT = Shape.of(Event.class);

    private final TextRedactor texts;
    private final JsonRedactor documents;

    public EventRedactor(Fingerprinter fingerprinter) {
        this.texts = new TextRedactor(fingerprinter);
        this.documents = new JsonRedactor(fingerprinter);
    }

    /**
     * An event after redaction.
     *
     * @param event without secrets; the very same object when it had none
     * @param secrets what was replaced, with JSON pointers into the event
     * @param problems texts that are too long to be recorded; they were not searched
     */
    public record Redacted(Event event, List<FoundSecret> secrets, List<FieldProblem> problems) {}

    /** Redacts {@code event}. */
    public Redacted redact(Event event) {
        var walk = new Walk();
        var redacted = (Event) walk.record(EVENT, event);
        return new Redacted(redacted, walk.secrets, walk.problems);
    }

    private final class Walk {
        private final FieldPath path = new FieldPath();
        private List<FoundSecret> secrets = List.of();
        private List<FieldProblem> problems = List.of();

        Object record(Shape<?> shape, Object record) {
            @Nullable Object[] changed = null;
            List<Field> fields = shape.fields();
            for (int i = 0; i < fields.size(); i++) {
                var kind = fields.get(i).kind();
                if (isTextless(kind)) {
                    continue;
                }
                var value = shape.get(record, i);
                if (value == null) {
                    continue;
                }
                path.enter(fields.get(i).name());
                var seen = value(kind, value);
                path.leave();
                if (seen != value) {
                    changed = changed == null ? values(shape, record) : changed;
                    changed[i] = seen;
                }
            }
            return changed == null ? record : shape.make(changed);
        }

        private Object value(Kind kind, Object value) {
            if (kind instanceof Kind.Text) {
                return text((String) value);
            }
            if (kind instanceof Kind.Nested nested) {
                return record(nested.shape(), value);
            }
            if (kind instanceof Kind.FreeJson) {
                return json((Json) value);
            }
            if (kind instanceof Kind.TextMap) {
                return map((Map<?, ?>) value);
            }
            return list(((Kind.ListOf) kind).element(), (List<?>) value);
        }

        private String text(String text) {
            if (isTooLong(text.length())) {
                return text;
            }
            var redaction = texts.redact(text);
            return found(redaction);
        }

        private String found(Redaction redaction) {
            if (!redaction.isClean()) {
                var pointer = pointer();
                redaction.secrets().forEach(secret -> add(secret, pointer));
            }
            return redaction.text();
        }

        private Json json(Json json) {
            if (isTooLong(json.text().length())) {
                return json;
            }
            if (!texts.mayHoldSecret(json.text())) {
                return json;
            }
            var redaction = documents.redact(tree(json));
            if (redaction.isClean()) {
                return json;
            }
            var pointer = pointer();
            redaction.secrets().forEach(secret -> add(secret, pointer + secret.pointer()));
            return CanonicalJson.of(redaction.document());
        }

        private Map<?, ?> map(Map<?, ?> map) {
            if (map.isEmpty()) {
                return map;
            }
            Map<String, String> seen = new TreeMap<>();
            map.forEach((name, value) -> {
                path.enter((String) name);
                seen.put(found(texts.redact((String) name)), found(texts.redactNamed((String) name, (String) value)));
                path.leave();
            });
            return seen.equals(map) ? map : seen;
        }

        private List<?> list(Kind element, List<?> values) {
            List<Object> seen = new ArrayList<>(values.size());
            for (Object value : values) {
                path.enter(Integer.toString(seen.size()));
                seen.add(isTextless(element) ? value : value(element, value));
                path.leave();
            }
            return seen.equals(values) ? values : seen;
        }

        private boolean isTooLong(int length) {
            if (length <= EventRules.TEXT_MAX) {
                return false;
            }
            problems = problems.isEmpty() ? new ArrayList<>() : problems;
            problems.add(EventRules.tooLong(pointer(), length));
            return true;
        }

        private void add(FoundSecret secret, String pointer) {
            secrets = secrets.isEmpty() ? new ArrayList<>() : secrets;
            secrets.add(new FoundSecret(
                    secret.fingerprint(),
                    secret.kind(),
                    secret.confidence(),
                    secret.context(),
                    secret.name(),
                    secret.providerRef(),
                    pointer));
        }

        private String pointer() {
            return texts.redact(path.pointer()).text();
        }
    }

    private static JsonNode tree(Json json) {
        try {
            return RecordJson.MAPPER.readTree(json.text());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not canonical JSON", e);
        }
    }

    private static @Nullable Object[] values(Shape<?> shape, Object record) {
        var values = new @Nullable Object[shape.fields().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = shape.get(record, i);
        }
        return values;
    }

    private static boolean isTextless(Kind kind) {
        return kind instanceof Kind.Whole
                || kind instanceof Kind.Flag
                || kind instanceof Kind.Time
                || kind instanceof Kind.Choice;
    }
}
