package dev.recount.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.RecordJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;

/**
 * Deterministic native events of about 600 bytes: many sessions, skewed credentials and tools, nothing that any rule
 * would speak about. The same seed gives the same events but for their times, which are those of the run.
 */
final class Workload {

    static final long SEED = 42;
    static final String NDJSON = "application/x-ndjson";
    static final String JSON = "application/json";

    private static final String[] TOOLS = {"Bash", "Read", "Grep", "Edit", "WebFetch"};
    private static final String[] OPERATIONS = {"ls", "cat", "git status", "rg", "npm test"};

    private final SplittableRandom random;
    private final String run;
    private long sequence;

    Workload(long seed, String run) {
        this.random = new SplittableRandom(seed);
        this.run = run;
    }

    /** The next event as one line of JSON, without its end of line. */
    String next() {
        long n = sequence++;
        int tool = random.nextInt(TOOLS.length);
        int session = random.nextInt(2_000);
        int file = random.nextInt(10_000);
        ObjectNode event = RecordJson.MAPPER.createObjectNode();
        event.put("id", run + "-" + n).put("type", "action").put("phase", n % 2 == 0 ? "requested" : "succeeded");
        event.put("occurred_at", Instant.now().truncatedTo(ChronoUnit.MICROS).toString());
        event.putObject("sensor")
                .put("kind", "agent_hook")
                .put("name", "claude-code")
                .put("seq", n);
        event.putObject("session")
                .put("id", run + "-session-" + session)
                .put("seq", n)
                .put("autonomy", "auto");
        event.putObject("actor")
                .put("id", "agent:claude-code/" + session)
                .put("kind", "agent")
                .put("name", "claude-code")
                .put("on_behalf_of", "user:dev" + session % 50);
        event.putObject("action")
                .put("id", run + "-action-" + n / 2)
                .put("tool", TOOLS[tool])
                .put("operation", OPERATIONS[tool])
                .put("verb", "read")
                .put("summary", OPERATIONS[tool] + " src/main/java/com/example/shop/Module" + file + ".java")
                .putObject("arguments")
                .put("command", OPERATIONS[tool] + " src/main/java/com/example/shop/Module" + file + ".java")
                .put("cwd", "/srv/shop")
                .put("timeout", 120_000);
        event.putObject("resource")
                .put("id", "file:/srv/shop/src/main/java/com/example/shop/Module" + file + ".java")
                .put("kind", "file");
        return event.toString();
    }

    /** The next {@code count} events as NDJSON. */
    byte[] batch(int count) {
        var lines = new StringBuilder(count * 700);
        for (int i = 0; i < count; i++) {
            lines.append(next()).append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
