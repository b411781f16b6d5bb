package dev.recount.runtime.access;

import dev.recount.runtime.settings.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/** The bootstrap admin token of a server that was given none: made once, kept in the data directory, for its owner only. */
public final class AdminToken {

    /** Name of the file inside the data directory. */
    public static final String FILE = "admin-token";

    private AdminToken() {}

    /**
     * The token stored in a data directory, made if there is none yet.
     *
     * @throws IOException if it can be neither read nor written
     */
    public static Secret obtain(Path dataDirectory, SecureRandom random) throws IOException {
        return file(dataDirectory).obtain(() -> TokenFormat.generate(Role.ADMIN, random));
    }

    /**
     * The token stored in a data directory, if there is one.
     *
     * @throws IOException if the file is there but cannot be read
     */
    public static Optional<Secret> find(Path dataDirectory) throws IOException {
        return file(dataDirectory).find();
    }

    private static OwnerOnlyFile file(Path dataDirectory) {
        return new OwnerOnlyFile(dataDirectory.resolve(FILE));
    }
}
