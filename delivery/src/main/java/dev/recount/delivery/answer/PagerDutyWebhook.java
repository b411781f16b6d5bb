package dev.recount.delivery.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.RecordJson;
import dev.recount.event.Phase;
import dev.recount.runtime.settings.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * PagerDuty's V3 webhooks: {@code {event: {id, event_type, occurred_at, agent, data: {incident_key}}}}, signed in the header
 * {@code X-PagerDuty-Signature} with {@code v1=} and the HMAC-SHA256 of the body in hexadecimal digits, one for each key while
 * keys are changed.
 */
public final class PagerDutyWebhook {

    /** Where the signatures stand. */
    public static final String SIGNATURE = "X-PagerDuty-Signature";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final String ALGORITHM = "HmacSHA256";
    private static final String VERSION = "v1=";

    private PagerDutyWebhook() {}

    /** Whether one of the signatures was made with one of {@code keys}. */
    public static boolean isSigned(String signatures, byte[] body, List<Secret> keys) {
        return keys.stream()
                .map(key -> VERSION + hmac(key, body))
                .anyMatch(wanted -> List.of(signatures.strip().split("\\s*,\\s*")).stream()
                        .anyMatch(signature -> MessageDigest.isEqual(
                                wanted.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8))));
    }

    private static String hmac(Secret key, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /**
     * What a person did; empty for everything else, among it what PagerDuty repeats of what we told it.
     *
     * @throws IOException when it is no JSON
     */
    public static Optional<Answer> read(byte[] body) throws IOException {
        var event = RecordJson.MAPPER.readTree(body).path("event");
        var agent = event.path("agent");
        var id = event.path("id").asText();
        var person = agent.path("id").asText();
        var key = event.path("data").path("incident_key").asText();
        boolean byPerson = agent.path("type").asText().equals("user_reference");
        if (!byPerson
                || key.isEmpty()
                || !ID.matcher(id).matches()
                || !ID.matcher(person).matches()) {
            return Optional.empty();
        }
        return phase(event.path("event_type").asText()).flatMap(phase -> at(event.path("occurred_at"))
                .map(at ->
                        new Answer(id, key, phase, person, agent.path("summary").textValue(), at)));
    }

    private static Optional<Phase> phase(String type) {
        return switch (type) {
            case "incident.acknowledged" -> Optional.of(Phase.ACKNOWLEDGED);
            case "incident.resolved" -> Optional.of(Phase.RESOLVED);
            default -> Optional.empty();
        };
    }

    private static Optional<Instant> at(JsonNode time) {
        try {
            return Optional.of(Instant.parse(time.asText()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
