package dev.recount.standalone.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The alerts file of a demo that tells one webhook everything. */
final class DemoWebhook {

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
                file,
                """
                channels:
                  - {name: demo, type: webhook, url: "%s", allow_private: true}
                routes:
                  - {channel: demo, min_level: high}
                """
                        .formatted(webhook.toASCIIString().replace("\"", "%22")));
    }
}
