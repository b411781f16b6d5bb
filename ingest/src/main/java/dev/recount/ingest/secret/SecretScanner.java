package dev.recount.ingest.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the secrets of a text: by the issuers' own forms, by telling names and places, and under up to
 * {@value #DEPTH_MAX} layers of escapes, percent-encoding, base64 and split strings. One pass of an automaton over the
 * text wakes the rules; clean text pays for that pass only. Safe for use by many threads.
 */
final class SecretScanner {
    private static final int DEPTH_MAX = 6;
    private static final int BASE64_RUN_MIN = 16;
    private static final boolean[] IN_RUN = new boolean[128];

    private final AnchorAutomaton automaton;
    private final Rule[][] rules;

    static {
        for (char c = 0; c < 128; c++) {
            IN_RUN[c] = Alphabet.ANY_BASE64.has(c);
        }
    }

    SecretScanner() {
        Map<String, List<Rule>> byAnchor = Rules.byAnchor();
        automaton = new AnchorAutomaton(List.copyOf(byAnchor.keySet()));
        rules = byAnchor.values().stream().map(r -> r.toArray(Rule[]::new)).toArray(Rule[][]::new);
    }

    /** What the text holds, or {@code null} when it is clean and names nothing. */
    @Nullable
    Scan scan(String text) {
        return scan(text, DEPTH_MAX, new Budget(text.length()));
    }

    /** As {@link #scan(String)}, for a text that stands as a whole under a telling name. */
    @Nullable
    Scan scan(String text, String name, SecretName secretName) {
        Scan scan = scan(text);
        Scan named = scan == null ? new Scan(text) : scan;
        NamedValue.inspect(named, name, secretName, 0, text.length());
        return named.findings.isEmpty() ? scan : named;
    }

    /** Whether any of the anchors stands in a short text, such as a field's name. */
    boolean mayTell(String text) {
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            state = automaton.step(state, text.charAt(i));
            if (automaton.accepts(state)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a scan of the text would look closer anywhere. */
    boolean wakes(String text) {
        int state = 0;
        int runStart = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            state = automaton.step(state, c);
            boolean runEnds = c >= 128 || !IN_RUN[c];
            boolean readable = runEnds && i - runStart >= BASE64_RUN_MIN && Base64Text.looksLikeText(text, runStart, i);
            if (automaton.accepts(state) || readable || (c >= 128 && HiddenText.isHidden(c))) {
                return true;
            }
            runStart = runEnds ? i + 1 : runStart;
        }
        return false;
    }

    private @Nullable Scan scan(String text, int depth, Budget budget) {
        if (!budget.take(text.length())) {
            return null;
        }
        Scan scan = null;
        boolean woken = false;
        int state = 0;
        int runStart = 0;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            state = automaton.step(state, c);
            if (automaton.accepts(state)) {
                scan = scan == null ? new Scan(text) : scan;
                woken = true;
                wake(scan, state, i + 1);
            }
            if (c >= 128 || !IN_RUN[c]) {
                if (c >= 128 && HiddenText.isHidden(c)) {
                    scan = scan == null ? new Scan(text) : scan;
                    scan.hidden = true;
                    woken = true;
                }
                if (i - runStart >= BASE64_RUN_MIN && Base64Text.looksLikeText(text, runStart, i)) {
                    scan = scan == null ? new Scan(text) : scan;
                    inspectBase64(scan, runStart, i, depth, budget);
                }
                runStart = i + 1;
            }
        }
        if (length - runStart >= BASE64_RUN_MIN && Base64Text.looksLikeText(text, runStart, length)) {
            scan = scan == null ? new Scan(text) : scan;
            inspectBase64(scan, runStart, length, depth, budget);
        }
        if (scan != null && woken && depth > 1) {
            inspectViews(scan, depth, budget);
        }
        return scan == null || (scan.findings.isEmpty() && scan.providerIds.isEmpty()) ? null : scan;
    }

    private void wake(Scan scan, int state, int end) {
        for (int anchor : automaton.anchorsAt(state)) {
            int start = end - automaton.literalLength(anchor);
            if (start >= scan.quietUntil) {
                for (Rule rule : rules[anchor]) {
                    rule.inspect(scan, start, end);
                }
            }
        }
    }

    private void inspectBase64(Scan scan, int start, int runEnd, int depth, Budget budget) {
        if (depth <= 1 || start < scan.base64End || scan.isFound(start)) {
            return;
        }
        int end = Base64Text.wrappedEnd(scan.text, start, runEnd);
        String inner = end == runEnd
                ? Base64Text.readable(scan.text, start, runEnd)
                : Base64Text.decode(scan.text.substring(start, end).replaceAll("\\s", ""));
        scan.base64End = end;
        Scan innerScan = inner == null ? null : scan(inner, depth - 1, budget);
        if (innerScan == null) {
            return;
        }
        while (scan.charAt(end) == '=' && end < runEnd + 2 && end >= runEnd) {
            end++;
        }
        for (Finding finding : innerScan.findings) {
            scan.add(finding.moved(start, end));
        }
        scan.providerIds.addAll(innerScan.providerIds);
    }

    private void inspectViews(Scan scan, int depth, Budget budget) {
        List<DecodedView> views = new ArrayList<>(2);
        addIfPresent(views, DecodedView.escapes(scan.text));
        addIfPresent(views, DecodedView.percent(scan.text));
        addIfPresent(views, scan.hidden ? DecodedView.hidden(scan.text) : null);
        addIfPresent(views, scan.jointed ? DecodedView.joints(scan.text) : null);
        for (DecodedView view : views) {
            Scan decoded = scan(view.text(), depth - 1, budget);
            if (decoded != null) {
                Coverage known = Coverage.of(scan.findings);
                decoded.findings.stream()
                        .map(view::toOrigin)
                        .filter(f -> !known.covers(f))
                        .forEach(scan::add);
                addNewIds(scan, decoded);
            }
        }
    }

    private static void addNewIds(Scan scan, Scan decoded) {
        for (ProviderId id : decoded.providerIds) {
            if (!scan.providerIds.contains(id)) {
                scan.providerIds.add(id);
            }
        }
    }

    private static void addIfPresent(List<DecodedView> views, @Nullable DecodedView view) {
        if (view != null) {
            views.add(view);
        }
    }

    /** A bearer credential of Railway is a bare UUID: only the address it is sent to tells whose it is. */
    static SecretKind kindInText(Finding finding, String text) {
        boolean uuid = finding.kind() == SecretKind.BEARER && finding.literal().length() == 36;
        return uuid && text.toLowerCase(Locale.ROOT).contains("railway") ? SecretKind.RAILWAY_TOKEN : finding.kind();
    }

    /** Characters that one scan may still look at, all layers together; keeps hostile nesting linear. */
    private static final class Budget {
        private long characters;

        Budget(int length) {
            characters = 64L * 1024 + 10L * length;
        }

        boolean take(int length) {
            characters -= length;
            return characters >= 0;
        }
    }
}
