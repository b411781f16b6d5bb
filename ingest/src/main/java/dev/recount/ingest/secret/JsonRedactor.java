package dev.recount.ingest.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Redacts a JSON document: every key and every string, with the field's name, its sibling {@code name}, or the option
 * before it in an array as context. A first walk looks; only when it finds something does a second walk build the
 * redacted copy. Both keep their own stack, so depth is no danger. Safe for use by many threads.
 */
public final class JsonRedactor {
    private final SecretScanner scanner = new SecretScanner();
    private final FieldNames names = new FieldNames(scanner);
    private final Findings findings;

    public JsonRedactor(Fingerprinter fingerprinter) {
        findings = new Findings(fingerprinter);
    }

    public JsonRedaction redact(JsonNode document) {
        Look look = new Look();
        look.walk(document);
        if (look.scans.isEmpty()) {
            return new JsonRedaction(document, List.of(), List.of());
        }
        Rewrite rewrite = new Rewrite(look);
        JsonNode redacted = rewrite.walk(document);
        return new JsonRedaction(look.foundSecrets ? redacted : document, rewrite.secrets, rewrite.ids);
    }

    /** Goes through a document in order; keys and strings are numbered as they come. */
    private abstract class Walk {
        private final Deque<JsonPlace> path = new ArrayDeque<>();
        private int strings;

        abstract boolean copies();

        /** A key or string; {@code name} is what it stands under. */
        abstract String string(String text, @Nullable String name, int number);

        /** A field's name was replaced; from here on only the replacement is shown. */
        void show(String key) {
            path.getLast().shownKey = key;
        }

        JsonNode walk(JsonNode root) {
            if (!root.isContainerNode()) {
                return scalar(root, null);
            }
            JsonPlace bottom = entered(new JsonPlace(root, null, copies()));
            path.addLast(bottom);
            while (!path.isEmpty()) {
                JsonPlace place = path.getLast();
                JsonNode child = place.next();
                if (child == null) {
                    leave();
                } else {
                    visit(place, child);
                }
            }
            return bottom.copy == null ? root : bottom.copy;
        }

        private void leave() {
            JsonPlace done = path.removeLast();
            JsonPlace parent = path.peekLast();
            if (parent != null && done.copy != null) {
                parent.put(done.copy);
            }
        }

        private void visit(JsonPlace place, JsonNode child) {
            if (place.container.isObject()) {
                show("");
                show(string(place.key, null, strings++));
            }
            String name = place.nameOfChild();
            if (child.isContainerNode()) {
                place.passed(child, false);
                path.addLast(entered(new JsonPlace(child, name, copies())));
            } else {
                place.put(scalar(child, name));
                boolean inArray = place.container.isArray();
                place.passed(child, inArray && child.isTextual() && isOptionOrHeader(child.textValue()));
            }
        }

        JsonPlace entered(JsonPlace place) {
            return place;
        }

        private JsonNode scalar(JsonNode node, @Nullable String name) {
            if (node.isTextual()) {
                String text = node.textValue();
                String seen = string(text, name, strings++);
                return seen.equals(text) ? node : TextNode.valueOf(seen);
            }
            if (node.isNumber() && isNumericSecret(node.asText(), name)) {
                String text = node.asText();
                String seen = string(text, name, strings++);
                return seen.equals(text) ? node : TextNode.valueOf(seen);
            }
            return node;
        }

        private boolean isOptionOrHeader(String text) {
            boolean form = text.startsWith("--") || (text.length() < 40 && Alphabet.DASHED.hasAll(text));
            SecretName secretName = form ? names.of(text) : null;
            boolean header = secretName != null && secretName.sense() == SecretName.Sense.AUTHORIZATION;
            return secretName != null && (text.startsWith("--") || header || text.indexOf('-') > 0);
        }

        private boolean isNumericSecret(String number, @Nullable String name) {
            SecretName secretName = number.length() < 4 ? null : names.of(name);
            return secretName != null && secretName.takesNumber();
        }

        @Nullable
        JsonPlace place() {
            return path.peekLast();
        }

        /** Whether the string at hand is the name of a field. */
        boolean isAtKey() {
            JsonPlace place = path.peekLast();
            return place != null && place.container.isObject() && place.shownKey.isEmpty() && !place.key.isEmpty();
        }

        String pointer() {
            Iterator<JsonPlace> places = path.iterator();
            return JsonPath.pointer(new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return places.hasNext();
                }

                @Override
                public String next() {
                    return places.next().segment();
                }
            });
        }
    }

    /** Finds; remembers the scans of the few strings that hold something. */
    private final class Look extends Walk {
        private final Map<Integer, Scan> scans = new HashMap<>();
        private boolean foundSecrets;

        @Override
        boolean copies() {
            return false;
        }

        @Override
        JsonPlace entered(JsonPlace place) {
            if (place.container.isArray()) {
                place.together = TextSequence.findings(place.container, scanner);
            }
            return place;
        }

        private @Nullable Scan withNeighbours(@Nullable Scan scan, String text) {
            JsonPlace place = place();
            List<Finding> more = place == null ? List.of() : place.together.getOrDefault(place.index, List.of());
            if (more.isEmpty()) {
                return scan;
            }
            Scan all = scan == null ? new Scan(text) : scan;
            all.findings.addAll(more);
            return all;
        }

        @Override
        String string(String text, @Nullable String name, int number) {
            SecretName secretName = names.of(name);
            if (isAtKey() && names.isKnownClean(text)) {
                return text;
            }
            Scan scan = secretName == null || name == null ? scanner.scan(text) : scanner.scan(text, name, secretName);
            scan = withNeighbours(scan, text);
            if (scan != null) {
                scans.put(number, scan);
                foundSecrets |= !scan.findings.isEmpty();
            }
            return text;
        }
    }

    /** Replaces what was found, and the same secrets wherever else they stand. */
    private final class Rewrite extends Walk {
        private final Look look;
        private final KnownLiterals known;
        private final List<FoundSecret> secrets = new ArrayList<>();
        private final List<ProviderId> ids = new ArrayList<>();

        Rewrite(Look look) {
            this.look = look;
            known = KnownLiterals.of(look.scans.values().stream()
                    .flatMap(scan -> scan.findings.stream())
                    .toList());
        }

        @Override
        boolean copies() {
            return look.foundSecrets;
        }

        @Override
        String string(String text, @Nullable String name, int number) {
            Scan seen = look.scans.get(number);
            if (seen == null && known.isEmpty()) {
                return text;
            }
            Scan scan = seen == null ? new Scan(text) : seen;
            known.inspect(scan);
            if (scan.findings.isEmpty() && scan.providerIds.isEmpty()) {
                return text;
            }
            Redaction redaction = findings.redact(scan);
            if (isAtKey()) {
                show(redaction.text());
            }
            String pointer = pointer();
            redaction.secrets().forEach(secret -> secrets.add(secret.at(pointer)));
            redaction.providerIds().forEach(id -> ids.add(id.at(pointer)));
            return redaction.text();
        }
    }
}
