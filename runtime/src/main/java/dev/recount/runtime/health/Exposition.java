package dev.recount.runtime.health;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The two text formats that Prometheus reads, and which of them a request asks for. */
enum Exposition {
    OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8"),
    PROMETHEUS("text/plain; version=0.0.4; charset=utf-8");

    private static final Pattern QUALITY = Pattern.compile(";\\s*q\\s*=\\s*([01](?:\\.\\d{0,3})?)");

    private final String contentType;

    Exposition(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /**
     * The format that an {@code Accept} header prefers (RFC 9110 §12.5.1): plain text where it is named and OpenMetrics is
     * not, or with a higher quality; OpenMetrics in all other cases.
     */
    static Exposition of(@Nullable String accept) {
        double open = 0;
        double plain = 0;
        for (String range :
                accept == null ? new String[0] : accept.toLowerCase(Locale.ROOT).split(",")) {
            String type = range.split(";", 2)[0].strip();
            if (type.equals("application/openmetrics-text") || type.equals("application/*")) {
                open = Math.max(open, quality(range));
            } else if (type.equals("text/plain") || type.equals("text/*")) {
                plain = Math.max(plain, quality(range));
            }
        }
        return plain > open ? PROMETHEUS : OPEN_METRICS;
    }

    private static double quality(String range) {
        Matcher quality = QUALITY.matcher(range);
        return quality.find() ? Double.parseDouble(quality.group(1)) : 1;
    }
}
