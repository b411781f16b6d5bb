package dev.recount.standalone.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The header that says why something is read: ASCII as it is, anything else as RFC 8187 writes it, since clients send ASCII only. */
final class PurposeHeader {

    static final String NAME = "X-Purpose";

    private static final String EXTENDED = "UTF-8''";

    private PurposeHeader() {}

    static String value(String purpose) {
        boolean isPlain = purpose.chars().allMatch(c -> c >= ' ' && c <= '~') && !purpose.startsWith(EXTENDED);
        return isPlain
                ? purpose
                : EXTENDED + URLEncoder.encode(purpose, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
