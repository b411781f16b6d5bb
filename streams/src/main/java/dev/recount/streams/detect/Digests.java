package dev.recount.streams.detect;

import dev.recount.codec.RecordJson;
import dev.recount.event.EventFacts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short digests for telling whether something changed, and for ids. */
public final class Digests {

    private static final int BYTES = 12;
    private static final RecordJson<EventFacts> FACTS = RecordJson.of(EventFacts.class);

    private Digests() {}

    static String of(EventFacts facts) {
        return hex(FACTS.canonical(facts));
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
