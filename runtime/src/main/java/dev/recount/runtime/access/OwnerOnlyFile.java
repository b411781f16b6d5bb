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
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A secret that is made once and kept in a file that only its owner may read (mode 0600). */
public final class OwnerOnlyFile {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path file;

    public OwnerOnlyFile(Path file) {
        this.file = file;
    }

    /**
     * The secret in the file, made if there is none yet.
     *
     * @throws IOException if it can be neither read nor written
     */
    public Secret obtain(Supplier<Secret> maker) throws IOException {
        Optional<Secret> stored = find();
        return stored.isPresent() ? stored.get() : make(maker.get());
    }

    private Secret make(Secret secret) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        // Written aside and renamed, so that a kill in between leaves no empty secret behind.
        Path fresh = Files.createTempFile(folder, String.valueOf(file.getFileName()), ".new", ownerOnly());
        try {
            Files.writeString(fresh, secret.reveal() + "\n", StandardOpenOption.TRUNCATE_EXISTING);
            Files.move(fresh, file);
            return secret;
        } catch (FileAlreadyExistsException e) {
            return find().orElseThrow(() -> e);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /**
     * The secret in the file, if there is one.
     *
     * @throws IOException if the file is there but cannot be read
     */
    public Optional<Secret> find() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String text = Files.readString(file).strip();
        if (text.isEmpty()) {
            throw new IOException(file + " is empty; put it back from a copy, or delete it to have a new one made");
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
