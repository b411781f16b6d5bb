package dev.recount.standalone.node;

import dev.recount.delivery.file.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Secrets of channels from files and from the variables of this process.
 *
 * @param variables of the process
 */
public record ChannelSecrets(Map<String, String> variables) implements Secrets {

    @Override
    public String file(String path) throws IOException {
        try {
            var file = Path.of(path);
            if (!Files.isRegularFile(file)) {
                // It is read again and again: a pipe would answer once, and then hold up everything.
                throw new IOException(path + " is no file");
            }
            return Files.readString(file);
        } catch (InvalidPathException e) {
            throw new IOException(path, e);
        }
    }

    @Override
    public @Nullable String environment(String name) {
        return variables.get(name);
    }
}
