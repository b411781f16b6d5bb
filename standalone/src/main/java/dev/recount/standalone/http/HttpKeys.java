package dev.recount.standalone.http;

import dev.recount.runtime.HttpServer;
import dev.recount.runtime.access.Access;
import dev.recount.runtime.access.AccessTokens;
import dev.recount.runtime.access.AdminToken;
import dev.recount.runtime.access.DeniedCalls;
import dev.recount.runtime.access.OidcTokens;
import dev.recount.runtime.access.RateLimit;
import dev.recount.runtime.access.Role;
import dev.recount.runtime.access.SealedCookie;
import dev.recount.runtime.access.TokenEntry;
import dev.recount.runtime.access.TokenSource;
import dev.recount.runtime.access.TokensFile;
import dev.recount.runtime.settings.HostPort;
import dev.recount.runtime.settings.Key;
import dev.recount.runtime.settings.Keys;
import dev.recount.runtime.settings.Secret;
import dev.recount.runtime.settings.Settings;
import dev.recount.standalone.client.ServerAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Settings of an HTTP port. */
public final class HttpKeys {

    private static final Key<String> HOST = Key.text("host", "The address to listen on; 0.0.0.0 for all of them.")
            .orElse("127.0.0.1");

    private static final Key<Integer> PORT = Key.integer(
                    "port", 0, 65_535, "The port to listen on; 0 takes a free one.")
            .orElse("8080");

    private static final Key<Long> BODY_MAX =
            Key.bytes("body-max", "The largest request body that is read.").orElse("32MiB");

    private static final Key<Path> TOKENS =
            Key.path("tokens", "YAML list of {name, role, sha256, tenant}: the tokens that count besides the admin's.");

    private static final Key<Integer> RATE_LIMIT = Key.integer(
                    "rate-limit",
                    0,
                    1_000_000,
                    "Requests a second that one token may make, sending events aside; 0 for no limit.")
            .orElse("1000");

    private static final Key<String> TENANT =
            Key.text("tenant", "Whose installation this is; a token that names another tenant opens nothing.");

    public static final Keys KEYS = Keys.of(HOST, PORT, BODY_MAX, TOKENS, RATE_LIMIT, TENANT, ServerAddress.TOKEN)
            .and(OidcKeys.KEYS);

    private HttpKeys() {}

    /** Where and how to listen. */
    public static HttpServer.Config server(Settings settings) {
        return new HttpServer.Config(new HostPort(settings.get(HOST), settings.get(PORT)), settings.get(BODY_MAX));
    }

    /**
     * Who may come in: the bootstrap admin, whose token is made and kept in the data directory if none was given, the holders
     * of the tokens file's tokens, and those whom the identity provider vouches for.
     *
     * @param denied told of every call that is turned away
     * @param cookie in which a browser may bring its token
     * @throws IOException if the admin token can be neither read nor written
     */
    public static Access access(
            Settings settings, Path dataDirectory, SecureRandom random, DeniedCalls denied, SealedCookie cookie)
            throws IOException {
        List<TokenSource> sources = new ArrayList<>();
        sources.add(tokens(settings, dataDirectory, random));
        var tenant = settings.find(TENANT);
        OidcKeys.provider(settings, tenant).map(OidcTokens::new).ifPresent(sources::add);
        return new Access(
                sources,
                tenant,
                new RateLimit(settings.get(RATE_LIMIT), System::nanoTime),
                denied,
                Optional.of(cookie));
    }

    static AccessTokens tokens(Settings settings, Path dataDirectory, SecureRandom random) throws IOException {
        Optional<Secret> given = settings.find(ServerAddress.TOKEN);
        Secret admin = given.isPresent() ? given.get() : AdminToken.obtain(dataDirectory, random);
        List<TokenEntry> entries = new ArrayList<>();
        entries.add(TokenEntry.of("bootstrap", Role.ADMIN, admin));
        settings.find(TOKENS).map(TokensFile::read).ifPresent(entries::addAll);
        return new AccessTokens(entries);
    }
}
