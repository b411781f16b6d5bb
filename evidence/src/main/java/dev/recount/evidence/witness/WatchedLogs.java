package dev.recount.evidence.witness;

import dev.recount.codec.Sha256;
import dev.recount.evidence.note.Checkpoint;
import dev.recount.evidence.note.MalformedNote;
import dev.recount.evidence.note.SignedNote;
import dev.recount.evidence.note.VerifierKey;
import dev.recount.evidence.tile.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The logs that a witness watches, and the last checkpoint it has cosigned of each: one file per log. */
public final class WatchedLogs {

    private final Path folder;
    private final Disk disk;
    private final Map<String, List<VerifierKey>> keys;
    private final Map<String, Checkpoint> last = new TreeMap<>();

    private WatchedLogs(Path folder, Disk disk, Collection<VerifierKey> keys) {
        this.folder = folder;
        this.disk = disk;
        this.keys = keys.stream().collect(Collectors.groupingBy(VerifierKey::name));
    }

    /**
     * Reads what was cosigned before.
     *
     * @param folder made if it is not there
     * @param keys of the logs; the name of a key is the origin of its log, and a log may have several
     * @throws IOException also when a file holds what no key of its log has signed
     */
    public static WatchedLogs open(Path folder, Disk disk, Collection<VerifierKey> keys) throws IOException {
        var logs = new WatchedLogs(folder, disk, keys);
        Files.createDirectories(folder);
        for (String origin : logs.keys.keySet()) {
            var file = logs.file(origin);
            if (Files.exists(file)) {
                logs.last.put(origin, logs.read(origin, file));
            }
        }
        return logs;
    }

    private Checkpoint read(String origin, Path file) throws IOException {
        try {
            var note = SignedNote.parse(Files.readString(file));
            var checkpoint = Checkpoint.parse(note.text());
            if (checkpoint.origin().equals(origin) && isSigned(note, origin)) {
                return checkpoint;
            }
        } catch (MalformedNote e) {
            throw new IOException(file + " is damaged: " + e.getMessage(), e);
        }
        throw new IOException(file + " is not a checkpoint of " + origin + " that one of its keys has signed");
    }

    private Path file(String origin) {
        return folder.resolve(Sha256.hex(origin.getBytes(StandardCharsets.UTF_8)) + ".checkpoint");
    }

    boolean watches(String origin) {
        return keys.containsKey(origin);
    }

    boolean isSigned(SignedNote note, String origin) {
        return keys.getOrDefault(origin, List.of()).stream().anyMatch(note::isSignedBy);
    }

    /** The last checkpoint that was cosigned. */
    Optional<Checkpoint> last(String origin) {
        return Optional.ofNullable(last.get(origin));
    }

    /** Returns when it is on disk. */
    void keep(SignedNote note, Checkpoint checkpoint) throws IOException {
        disk.rewrite(file(checkpoint.origin()), note.toString());
        last.put(checkpoint.origin(), checkpoint);
    }
}
