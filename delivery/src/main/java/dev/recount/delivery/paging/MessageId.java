package dev.recount.delivery.paging;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Ids of messages: a hash of what the message is, so that deciding it again after a crash gives the same id. */
public final class MessageId {

    private static final int BYTES = 16;

    private MessageId() {}

    /** The id of the {@code sequence}-th message about an incident on a channel. */
    public static String of(String page, long sequence) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((page + "\n" + sequence).getBytes(StandardCharsets.UTF_8));
            return "msg_" + HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
