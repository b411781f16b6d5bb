package dev.recount.standalone.node;

import dev.recount.ingest.secret.FingerprintKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keys that every instance of an installation has, without another secret to hand out: one for each purpose. */
enum DerivedKey {
    /** Signs the cursors of lists. */
    CURSORS,
    /** Seals the cookie of the alert stream. */
    COOKIES,
    /** Vouches for what is recorded about canaries. */
    CANARIES;

    /** 32 bytes that tell nothing of the key they are made from. */
    byte[] from(FingerprintKey key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(key.toHex()), "HmacSHA256"));
            return mac.doFinal(("recount " + name()).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
