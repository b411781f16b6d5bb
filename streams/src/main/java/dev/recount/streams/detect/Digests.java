package dev.recount.streams.detect;

import dev.recount.codec.Micros;
import dev.recount.event.EventFacts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/** Short digests for telling whether something changed, and for ids. */
public final class Digests {

    private static final int BYTES = 12;

    private Digests() {}

    static String of(EventFacts facts) {
        List<String> texts =
                new ArrayList<>(List.of(facts.eventId(), facts.facts().text()));
        new TreeMap<>(facts.basis()).forEach((name, basis) -> texts.addAll(List.of(name, basis)));
        return of(texts.toArray(String[]::new));
    }

    static String of(RuleMatch match) {
        List<String> texts = new ArrayList<>(List.of(
                match.rule(),
                match.eventId(),
                String.valueOf(match.withdrawn()),
                Long.toString(Micros.of(match.occurredAt())),
                Long.toString(Micros.of(match.recordedAt())),
                Long.toString(match.seq()),
                match.anchor()));
        addAll(texts, match.groupValues());
        match.values().forEach(values -> {
            texts.add(values.correlation());
            addAll(texts, values.values());
        });
        addAll(texts, match.support());
        addAll(texts, match.suppressedBy());
        new TreeMap<>(match.fields()).forEach((field, value) -> texts.addAll(List.of(field, value)));
        return of(texts.toArray(String[]::new));
    }

    /** The count keeps lists apart that follow each other. */
    private static void addAll(List<String> texts, List<?> more) {
        texts.add(Integer.toString(more.size()));
        more.forEach(one -> texts.add(one.toString()));
    }

    /** Of texts in order; no two different lists of texts run together. */
    public static String of(String... texts) {
        return hex(String.join("\u001f", texts).getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
