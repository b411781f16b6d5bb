package dev.recount.ingest.secret;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the findings of one text, which may overlap, into its redacted form and the secrets by name. */
final class Findings {
    private final Fingerprinter fingerprinter;

    Findings(Fingerprinter fingerprinter) {
        this.fingerprinter = fingerprinter;
    }

    Redaction redact(Scan scan) {
        List<FoundSecret> secrets = new ArrayList<>();
        StringBuilder redacted = new StringBuilder(scan.text.length());
        int from = 0;
        for (List<Finding> group : overlapping(scan.findings)) {
            List<FoundSecret> named = named(group, scan.text);
            FoundSecret primary = named.get(0);
            redacted.append(scan.text, from, group.get(0).start())
                    .append(MarkerRule.marker(primary.kind(), primary.fingerprint()));
            from = group.stream().mapToInt(Finding::end).max().orElseThrow();
            secrets.addAll(named);
        }
        redacted.append(scan.text, from, scan.text.length());
        return new Redaction(redacted.toString(), secrets, scan.providerIds);
    }

    private static List<List<Finding>> overlapping(List<Finding> findings) {
        List<Finding> sorted = new ArrayList<>(findings);
        sorted.sort(Comparator.comparingInt(Finding::start).thenComparingInt(f -> -f.end()));
        List<List<Finding>> groups = new ArrayList<>();
        int groupEnd = -1;
        for (Finding finding : sorted) {
            if (finding.start() >= groupEnd) {
                groups.add(new ArrayList<>(2));
            }
            groups.get(groups.size() - 1).add(finding);
            groupEnd = Math.max(groupEnd, finding.end());
        }
        return groups;
    }

    /** The distinct secrets of a group, the surest first. */
    private List<FoundSecret> named(List<Finding> group, String text) {
        Map<Fingerprint, Finding> distinct = new LinkedHashMap<>();
        for (Finding finding : withoutWrappers(group)) {
            distinct.merge(fingerprinter.fingerprint(finding.literal()), finding, Finding::mergedWith);
        }
        List<Map.Entry<Fingerprint, Finding>> surestFirst = new ArrayList<>(distinct.entrySet());
        surestFirst.sort(Comparator.comparing(
                        (Map.Entry<Fingerprint, Finding> e) -> e.getValue().confidence())
                .thenComparing(e -> e.getValue().kind().isSpecific())
                .reversed());
        return surestFirst.stream()
                .map(e -> found(e.getKey(), e.getValue(), text))
                .toList();
    }

    /** A value that is more than the issuer's token inside it gives way to the token, and lends it its name. */
    private static List<Finding> withoutWrappers(List<Finding> group) {
        if (group.size() == 1) {
            return group;
        }
        List<Finding> kept = new ArrayList<>(group);
        for (int i = 0; i < kept.size(); i++) {
            Finding specific = kept.get(i);
            for (int k = kept.size() - 1; k >= 0 && specific.kind().isSpecific(); k--) {
                Finding other = kept.get(k);
                if (k != i && !other.kind().isSpecific() && overlap(specific.literal(), other.literal())) {
                    specific = specific.mergedWith(other);
                    kept.set(i, specific);
                    kept.remove(k);
                    i -= k < i ? 1 : 0;
                }
            }
        }
        return kept;
    }

    private static boolean overlap(String a, String b) {
        return a.contains(b) || b.contains(a);
    }

    private static FoundSecret found(Fingerprint fingerprint, Finding finding, String text) {
        SecretKind kind = SecretScanner.kindInText(finding, text);
        return new FoundSecret(
                fingerprint,
                kind,
                finding.confidence(),
                finding.context(),
                finding.name(),
                providerRef(kind, finding.literal()),
                "");
    }

    private static @Nullable String providerRef(SecretKind kind, String literal) {
        if (kind == SecretKind.GITHUB_TOKEN && TokenShapes.kindOf(literal) == SecretKind.GITHUB_TOKEN) {
            return GithubTokenHash.of(literal);
        }
        return kind == SecretKind.JWT ? JwtRule.providerRef(literal) : null;
    }
}
