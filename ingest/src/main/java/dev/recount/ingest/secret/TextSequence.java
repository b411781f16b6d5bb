package dev.recount.ingest.secret;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An array of texts read as one: the words of a command line, or the lines of a file, in which a secret is told only by its
 * neighbours.
 */
final class TextSequence {
    private static final int ELEMENTS_MAX = 20_000;
    private static final int COMMAND_MAX = 200;
    private static final int COMMAND_WORDS = 3;
    private static final String KEY = "PRIVATE KEY-----";

    private final StringBuilder joined = new StringBuilder();
    private final List<Integer> starts = new ArrayList<>();

    private TextSequence(JsonNode array, char separator) {
        for (JsonNode element : array) {
            starts.add(joined.length());
            joined.append(element.isTextual() ? element.textValue() : "").append(separator);
        }
    }

    /** What stands in the array's elements, by index, with places in the element. */
    static Map<Integer, List<Finding>> findings(JsonNode array, SecretScanner scanner) {
        if (array.size() < 2 || array.size() > ELEMENTS_MAX) {
            return Map.of();
        }
        if (isCommand(array)) {
            return new TextSequence(array, ' ').findings(scanner, false);
        }
        return holdsKey(array) ? new TextSequence(array, '\n').findings(scanner, true) : Map.of();
    }

    private static boolean isCommand(JsonNode array) {
        if (array.size() > COMMAND_MAX) {
            return false;
        }
        for (int i = 0; i < Math.min(array.size() - 1, COMMAND_WORDS); i++) {
            String word = array.get(i).isTextual() ? array.get(i).textValue() : "";
            if (Rules.isCommandWithSecrets(word.substring(word.lastIndexOf('/') + 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean holdsKey(JsonNode array) {
        for (JsonNode element : array) {
            if (element.isTextual() && element.textValue().contains(KEY)) {
                return true;
            }
        }
        return false;
    }

    private Map<Integer, List<Finding>> findings(SecretScanner scanner, boolean keys) {
        Map<Integer, List<Finding>> found = new HashMap<>();
        Scan scan = scanner.scan(joined.toString());
        if (scan != null) {
            scan.findings.stream()
                    .filter(f -> keys ? f.kind() == SecretKind.PRIVATE_KEY : f.context() == SecretContext.FLAG)
                    .forEach(f -> split(f, !keys, found));
        }
        return found;
    }

    /** A word of a command line is a secret to its end; a key stands in many lines. */
    private void split(Finding finding, boolean toEnd, Map<Integer, List<Finding>> found) {
        for (int i = 0; i < starts.size(); i++) {
            int start = starts.get(i);
            int end = (i + 1 < starts.size() ? starts.get(i + 1) : joined.length()) - 1;
            int from = Math.max(start, finding.start());
            int to = toEnd && finding.start() >= start ? end : Math.min(end, finding.end());
            if (from < to && finding.start() < end && finding.end() > start) {
                Finding part = toEnd ? rest(finding, from, end) : finding;
                found.computeIfAbsent(i, k -> new ArrayList<>(1)).add(part.moved(from - start, to - start));
            }
        }
    }

    private Finding rest(Finding finding, int from, int end) {
        return new Finding(
                from,
                end,
                joined.substring(from, end),
                finding.kind(),
                finding.confidence(),
                finding.context(),
                finding.name());
    }
}
