package dev.recount.delivery.channel;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;

/**
 * A POST of JSON.
 *
 * @param url where to
 * @param headers besides {@code Content-Type}
 * @param body the exact text, because it may be signed; goes as UTF-8
 */
public record HttpCall(URI url, Map<String, String> headers, String body) {
    public HttpCall {
        headers = Map.copyOf(headers);
    }

    static HttpCall json(URI url, Map<String, String> headers, JsonNode body) {
        return new HttpCall(url, headers, body.toString());
    }
}
