package dev.recount.ingest.secret;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The secrets already found in a document, to be found wherever else they stand in it, also where nothing tells. Looked
 * up by their first characters, so that the time does not grow with their number.
 */
final class KnownLiterals {
    private static final int LENGTH_MIN = 8;
    private static final int PLAIN_WORD_MAX = 15;

    /** By the first characters, then by length, longest first. */
    private final Map<String, TreeMap<Integer, Map<String, Finding>>> byBeginning = new HashMap<>();

    private final Map<Integer, Boolean> beginnings = new HashMap<>();

    static KnownLiterals of(Iterable<Finding> findings) {
        KnownLiterals literals = new KnownLiterals();
        for (Finding finding : findings) {
            literals.add(finding.literal(), finding);
            literals.add(CanonicalSecret.of(finding.literal()), finding);
        }
        return literals;
    }

    private void add(String literal, Finding finding) {
        boolean plainWord = literal.length() <= PLAIN_WORD_MAX && Alphabet.LETTERS.hasAll(literal);
        if (literal.length() < LENGTH_MIN || plainWord || finding.kind() == SecretKind.PRIVATE_KEY) {
            return;
        }
        byBeginning
                .computeIfAbsent(literal.substring(0, LENGTH_MIN), b -> new TreeMap<>(Comparator.reverseOrder()))
                .computeIfAbsent(literal.length(), l -> new HashMap<>())
                .putIfAbsent(literal, finding);
        beginnings.put(literal.substring(0, LENGTH_MIN).hashCode(), true);
    }

    boolean isEmpty() {
        return byBeginning.isEmpty();
    }

    /** Adds to the scan every place of the text where a known literal stands and nothing was found yet. */
    void inspect(Scan scan) {
        String text = scan.text;
        if (byBeginning.isEmpty() || text.length() < LENGTH_MIN) {
            return;
        }
        Coverage covered = Coverage.of(List.copyOf(scan.findings));
        int highest = 1;
        for (int i = 1; i < LENGTH_MIN; i++) {
            highest *= 31;
        }
        int hash = text.substring(0, LENGTH_MIN).hashCode();
        int free = 0;
        for (int i = 0; i + LENGTH_MIN <= text.length(); i++) {
            if (i > 0) {
                hash = 31 * (hash - highest * text.charAt(i - 1)) + text.charAt(i + LENGTH_MIN - 1);
            }
            if (i >= free && beginnings.containsKey(hash)) {
                free = Math.max(free, addAt(scan, i, covered));
            }
        }
    }

    private int addAt(Scan scan, int start, Coverage covered) {
        var byLength = byBeginning.get(scan.text.substring(start, start + LENGTH_MIN));
        if (byLength == null) {
            return start;
        }
        for (Map.Entry<Integer, Map<String, Finding>> entry : byLength.entrySet()) {
            int end = start + entry.getKey();
            Finding known = end > scan.text.length() ? null : entry.getValue().get(scan.text.substring(start, end));
            if (known != null) {
                Finding here = known.moved(start, end);
                if (!covered.covers(here)) {
                    scan.add(here);
                }
                return end;
            }
        }
        return start;
    }
}
