package dev.recount.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo, as the target of its webhook sees it. */
@Timeout(120)
class DemoWebhookTest {

    @TempDir
    Path temporary;

    @Test
    void the_card_that_it_shows_is_posted() throws Exception {
        try (var target = new WebhookTarget()) {
            var demo = demo(target);
            var said = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(demo.waitFor()).as(said).isZero();
            assertThat(said).contains("sent to the webhook: delivered");
            var received = target.received();
            assertThat(received.get(0).type()).isEqualTo("incident.opened");
            var data = received.get(received.size() - 1).body().path("data");
            assertThat(data.at("/incident/title").asText()).contains("destroyed the production database's volume");
            assertThat(data.path("card").asText()).contains("Revoke, in this order:");
        }
    }

    private Process demo(WebhookTarget target) throws Exception {
        var command = RunningRecount.onClassPath();
        command.add(1, "-Djava.io.tmpdir=" + temporary);
        command.addAll(List.of(
                "demo", "--exit", "--speed", "2", "--webhook", target.uri().toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("RECOUNT_"));
        return builder.start();
    }
}
