package dev.recount.delivery.wiring;

import dev.recount.delivery.file.Secrets;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers what a reading of the alerts file was given as secrets, so that it is known when another one would differ. */
final class SecretsRead implements Secrets {

    private final Secrets secrets;
    /** By path; empty where it could not be read. */
    private final Map<String, Optional<String>> files = new HashMap<>();

    SecretsRead(Secrets secrets) {
        this.secrets = secrets;
    }

    @Override
    public String file(String path) throws IOException {
        var text = now(path);
        files.put(path, text);
        return text.orElseThrow(() -> new IOException(path));
    }

    /** A variable never changes while the process runs. */
    @Override
    public @Nullable String environment(String name) {
        return secrets.environment(name);
    }

    /** Whether every file says what it said. */
    boolean stillHold() {
        return files.entrySet().stream().allMatch(file -> now(file.getKey()).equals(file.getValue()));
    }

    private Optional<String> now(String path) {
        try {
            return Optional.of(secrets.file(path));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
