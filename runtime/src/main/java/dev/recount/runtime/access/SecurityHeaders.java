package dev.recount.runtime.access;

import java.util.Map;
import org.eclipse.jetty.server.HttpConfiguration;

/** The headers that every answer carries: agents write the text we show, so a browser must treat it as hostile. */
public final class SecurityHeaders {

    /** Header names and values. */
    public static final Map<String, String> ALL = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
                    + "frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            // Evidence must not linger in a shared cache; a route that serves immutable files overrides this.
            "Cache-Control",
            "no-store");

    private SecurityHeaders() {}

    /** Sets the headers below any route, so that even a request no route sees is answered with them. */
    public static void addTo(HttpConfiguration http) {
        http.addCustomizer((request, headers) -> {
            ALL.forEach(headers::put);
            return request;
        });
    }
}
