package dev.recount.ingest.operation;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as a command line makes it.
 *
 * @param method in upper case
 * @param url as written
 * @param credentials header lines, user names and the URL: everything that may present a credential
 * @param body what is sent, or {@code null}
 * @param sendsFile whether the body comes from a file
 */
record HttpRequest(
        String method,
        String url,
        List<String> credentials,
        @Nullable String body,
        boolean sendsFile) {

    /** Host name in lower case, without port and user information; empty when the URL has none. */
    String host() {
        int start = url.indexOf("://") < 0 ? 0 : url.indexOf("://") + 3;
        int end = start;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String authority = url.substring(start, end);
        String hostAndPort = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = hostAndPort.indexOf(':');
        return (colon < 0 ? hostAndPort : hostAndPort.substring(0, colon)).toLowerCase(Locale.ROOT);
    }

    /** Path without query, beginning with a slash. */
    String path() {
        int scheme = url.indexOf("://");
        int slash = url.indexOf('/', scheme < 0 ? 0 : scheme + 3);
        String path = slash < 0 ? "/" : url.substring(slash);
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    boolean isLocal() {
        String host = host();
        return host.equals("localhost")
                || host.startsWith("127.")
                || host.equals("[")
                || host.equals("0.0.0.0")
                || host.endsWith(".local")
                || host.isEmpty();
    }
}
