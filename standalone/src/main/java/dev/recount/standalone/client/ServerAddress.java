package dev.recount.standalone.client;

import dev.recount.runtime.access.AdminToken;
import dev.recount.runtime.settings.Key;
import dev.recount.runtime.settings.Keys;
import dev.recount.runtime.settings.Secret;
import dev.recount.runtime.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Whom the command line talks to, and as whom.
 *
 * @param server the server's address
 * @param token the token to send, if one was given or found
 */
public record ServerAddress(URI server, Optional<Secret> token) {

    /** The file in a data directory that says where the running server listens. */
    public static final String FILE = "http-address";

    private static final Key<URI> SERVER =
            Key.httpUri("server", "The server that commands talk to; the local one if not set.");
    /** The bootstrap admin token of a server, and what a command sends. */
    public static final Key<Secret> TOKEN =
            Key.secret("token", "The token that commands send, and that a server accepts for the role admin.");
    /** Where the local Recount keeps everything. */
    public static final Key<Path> DATA =
            Key.path("data", "Where everything is kept.").orElse("./recount-data");

    /** The keys this is read from. */
    public static final Keys KEYS = Keys.of(SERVER, TOKEN, DATA);

    private static final URI LOCAL = URI.create("http://127.0.0.1:8080");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /**
     * Finds server and token.
     *
     * @throws IOException if a file in the data directory is there but cannot be read
     */
    public static ServerAddress of(Settings settings) throws IOException {
        Path data = settings.get(DATA);
        URI server = settings.find(SERVER).orElse(running(data));
        Optional<Secret> given = settings.find(TOKEN);
        // The local admin token must not travel to a server elsewhere.
        boolean local = LOOPBACK.contains(String.valueOf(server.getHost()));
        return new ServerAddress(server, given.isPresent() || !local ? given : AdminToken.find(data));
    }

    private static URI running(Path data) throws IOException {
        Path file = data.resolve(FILE);
        return Files.exists(file) ? URI.create(Files.readString(file).strip()) : LOCAL;
    }

    /** A client that does not say why it reads. */
    public RecountClient client() {
        return client(Optional.empty());
    }

    /**
     * A client that says why it reads evidence.
     *
     * @param purpose why, if the user says so
     */
    public RecountClient client(Optional<String> purpose) {
        return new RecountClient(server, token, purpose);
    }
}
