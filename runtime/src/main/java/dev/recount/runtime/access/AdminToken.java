package dev.recount.runtime.access;

import dev.recount.runtime.settings.Secret;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;

/** The bootstrap admin token of a server that was given none: made once, kept in the data directory, for its owner only. */
public final class AdminToken {

    /** Name of the file inside the data directory. */
    public static final String FILE = "admin-token";

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private AdminToken() {}

    /**
     * The token stored in a data directory, made if there is none yet.
     *
     * @throws IOException if it can be neither read nor written
     */
    public static Secret obtain(Path dataDirectory, SecureRandom random) throws IOException {
        Optional<Secret> stored = find(dataDirectory);
        if (stored.isPresent()) {
            return stored.get();
        }
        Files.createDirectories(dataDirectory);
        Path file = dataDirectory.resolve(FILE);
        // Written aside and renamed, so that a kill in between leaves no empty token behind.
        Path fresh = Files.createTempFile(dataDirectory, FILE, ".new", ownerOnly());
        Secret token = TokenFormat.generate(Role.ADMIN, random);
        try {
            Files.writeString(fresh, token.reveal() + "\n", StandardOpenOption.TRUNCATE_EXISTING);
            Files.move(fresh, file);
            return token;
        } catch (FileAlreadyExistsException e) {
            return find(dataDirectory).orElseThrow(() -> e);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /**
     * The token stored in a data directory, if there is one.
     *
     * @throws IOException if the file is there but cannot be read
     */
    public static Optional<Secret> find(Path dataDirectory) throws IOException {
        Path file = dataDirectory.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String text = Files.readString(file).strip();
        if (text.isEmpty()) {
            throw new IOException(file + " is empty; delete it and start again to get a new token");
        }
        return Optional.of(Secret.of(text));
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }
}
