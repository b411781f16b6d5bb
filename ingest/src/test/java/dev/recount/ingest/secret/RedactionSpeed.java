package dev.recount.ingest.secret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures redaction of hook events of about 600 bytes: nanoseconds for an event that is clean, and for one with a
 * token in a header. Run its {@code main} with the test class path.
 */
public final class RedactionSpeed {
    private static final int EVENTS = 200_000;
    private static final int ROUNDS = 7;

    private RedactionSpeed() {}

    public static void main(String[] args) throws Exception {
        ObjectMapper json = new ObjectMapper();
        String clean = event("npm test -- --run && git commit -m 'Fix the login form' && git log --oneline | head -5");
        String secret = event("curl -X POST https://backboard.railway.app/graphql/v2 -H 'Authorization: Bearer "
                + new FakeSecrets(1).uuid() + "' -d @body.json");
        System.out.printf("event: %d bytes%n", clean.length());
        report("clean", json.readTree(clean));
        report("with a token", json.readTree(secret));
    }

    private static String event(String command) {
        return "{\"session_id\":\"1f0e4b1c-9a3e-4c5d-8b1a-0f9e3d2c42fb\",\"hook_event_name\":\"PostToolUse\","
                + "\"cwd\":\"/home/dev/projects/shop/backend\",\"permission_mode\":\"acceptEdits\","
                + "\"transcript_path\":\"/home/dev/.claude/projects/shop/1f0e4b1c-9a3e-4c5d-8b1a-0f9e3d2c42fb.jsonl\","
                + "\"tool_name\":\"Bash\",\"tool_use_id\":\"toolu_01AbCdEfGhIjKlMnOpQrStUv\",\"tool_input\":{\"command\":\""
                + command + "\",\"description\":\"Runs the tests and commits\"},"
                + "\"tool_response\":{\"stdout\":\"Tests: 42 passed, 42 total\\nTime: 3.2 s\",\"stderr\":\"\","
                + "\"interrupted\":false,\"isImage\":false},\"duration_ms\":3214}";
    }

    private static void report(String name, JsonNode event) {
        JsonRedactor redactor = new JsonRedactor(new Fingerprinter(FingerprintKey.of(new byte[32])));
        List<Long> rounds = new ArrayList<>();
        long found = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long started = System.nanoTime();
            for (int i = 0; i < EVENTS; i++) {
                found += redactor.redact(event).secrets().size();
            }
            rounds.add((System.nanoTime() - started) / EVENTS);
        }
        rounds.sort(null);
        System.out.printf(
                "%s: %d ns per event (median of %d), found %d%n", name, rounds.get(ROUNDS / 2), ROUNDS, found);
    }
}
