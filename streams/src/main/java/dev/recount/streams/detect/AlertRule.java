package dev.recount.streams.detect;

import dev.recount.alert.Level;
import dev.recount.alert.RuleRef;
import dev.recount.sigma.correlate.CorrelationPlan;
import dev.recount.sigma.rule.SigmaDocument;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What raises alerts under one id: one or more Sigma documents that say the same thing in different ways.
 *
 * @param ref how alerts name it
 * @param attributes what its first document says under {@code recount:}
 * @param singles keys of base rules of which every match is evidence by itself
 * @param correlations what makes evidence of several matches
 * @param fields every field of a match that its alerts look at
 */
record AlertRule(
        RuleRef ref,
        RecountAttributes attributes,
        Set<String> singles,
        List<CorrelationPlan> correlations,
        List<String> fields) {

    AlertRule {
        singles = Set.copyOf(singles);
        correlations = List.copyOf(correlations);
        fields = List.copyOf(fields);
    }

    static AlertRule of(
            RuleRef ref, RecountAttributes attributes, Set<String> singles, List<CorrelationPlan> correlations) {
        return new AlertRule(ref, attributes, singles, correlations, fields(attributes));
    }

    String id() {
        return ref.id();
    }

    /** What is kept of the matches of a group. */
    Retention retention() {
        return Retention.of(attributes.window());
    }

    /** How bad a match is. */
    Level level(RuleMatch match) {
        return SeverityStep.level(ref.level(), attributes.severity(), match);
    }

    /** How bad the worst of the evidence is. */
    Level worst(Firings.Evidence evidence) {
        return evidence.matches().stream().map(this::level).reduce(Level.INFORMATIONAL, Level::max);
    }

    /** Whether there may be evidence when nothing but {@code matched} base rules matched. */
    boolean mayAlert(Set<String> matched) {
        if (!Collections.disjoint(matched, singles)) {
            return true;
        }
        for (CorrelationPlan plan : correlations) {
            if (plan.mayFire(matched)) {
                return true;
            }
        }
        return false;
    }

    /** @param all every document that the rule is made of, those included that it refers to */
    static RuleRef ref(String id, SigmaDocument first, Collection<SigmaDocument> all) {
        var metadata = first.metadata();
        var level = metadata.level() == null
                ? Level.MEDIUM
                : Level.valueOf(metadata.level().name());
        return new RuleRef(id, metadata.title(), level, metadata.author(), tags(first), digest(all));
    }

    /** Framework tags carry the version of the framework they are from: {@code attack.t1485@v18}. */
    private static List<String> tags(SigmaDocument document) {
        var frameworks = RecountAttributes.of(document).frameworks();
        return document.metadata().tags().stream()
                .map(tag -> {
                    var version = frameworks.get(tag.replaceFirst("\\..*", ""));
                    return version == null ? tag : tag + "@" + version;
                })
                .toList();
    }

    /** Documents are records of what was written; equal text gives equal digests. */
    private static String digest(Collection<SigmaDocument> documents) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            documents.forEach(document -> sha.update(withoutPlace(document).getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(sha.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String withoutPlace(SigmaDocument document) {
        return document.toString().replaceAll("location=\\S*?:\\d+:\\d+", "");
    }

    private static List<String> fields(RecountAttributes attributes) {
        Set<String> fields = new TreeSet<>(EvidenceFields.ALWAYS);
        attributes.severity().forEach(step -> fields.addAll(step.when().keySet()));
        if (attributes.summary() != null) {
            fields.addAll(new Template(attributes.summary()).fields());
        }
        return List.copyOf(fields);
    }
}
