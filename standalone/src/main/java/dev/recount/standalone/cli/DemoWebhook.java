package dev.recount.standalone.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The alerts file of a demo that tells one webhook everything. */
final class DemoWebhook {

    static final String CHANNEL = "demo";

    private DemoWebhook() {}

    /** Writes the file; it is gone when the process ends. */
    static Path file(URI webhook) throws IOException {
        if (webhook.getHost() == null) {
            throw new UsageException("--webhook: " + webhook + " (expected: http://HOST/… or https://HOST/…)");
        }
        var file = Files.createTempFile("recount-demo-alerts-", ".yaml");
        file.toFile().deleteOnExit();
        // Who demonstrates may receive on his own machine.
        return Files.writeString(
                file, """
                channels:
                  - {name: %1$s, type: webhook, url: "%2$s", allow_private: true}
                routes:
                  - {channel: %1$s, min_level: high}
                """.formatted(CHANNEL, webhook.toASCIIString().replace("\"", "%22")));
    }
}
