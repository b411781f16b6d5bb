package dev.recount.delivery.canary;

import dev.recount.codec.Micros;
import dev.recount.event.Event;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Vouches for receipts with a key that only the processes of one installation have: who writes to Kafka past the doors can make
 * events, and none that holds. It covers everything that {@link CanaryEvents#result} reads.
 */
public final class CanarySeal {

    private static final String LABEL = "seal";
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /** @param key secret, the same for every instance */
    public CanarySeal(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** {@code receipt}, vouched for. */
    public Event sealed(Event receipt) {
        return receipt.toBuilder()
                .label(LABEL, HexFormat.of().formatHex(seal(receipt)))
                .build();
    }

    /** Whether a receipt is one of ours, and says what it said. */
    public boolean holds(Event receipt) {
        var seal = receipt.labels().get(LABEL);
        return seal != null
                && MessageDigest.isEqual(
                        seal.getBytes(StandardCharsets.UTF_8),
                        HexFormat.of().formatHex(seal(receipt)).getBytes(StandardCharsets.UTF_8));
    }

    private byte[] seal(Event receipt) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text(receipt).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** What is vouched for; the detail, which alone may hold anything, comes last. */
    private static String text(Event receipt) {
        var action = receipt.action();
        var error = action == null ? null : action.error();
        return String.join(
                "\n",
                receipt.id(),
                micros(receipt.occurredAt()),
                micros(receipt.observedAt()),
                action == null ? "" : action.operation(),
                receipt.labels().getOrDefault(CanaryEvents.LATENCY, ""),
                receipt.labels().getOrDefault(CanaryEvents.ALERT, ""),
                error == null ? "" : error.message());
    }

    private static String micros(@Nullable Instant at) {
        return at == null ? "" : Long.toString(Micros.of(at));
    }
}
