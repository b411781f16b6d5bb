package dev.recount.standalone.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import org.rocksdb.NativeLibraryLoader;

/**
 * Where the libraries that are not Java unpack themselves. Left alone they do it anew under the system's temporary folder
 * with every start and take it away when they exit, so that each process that is killed leaves some megabytes behind.
 * Here they go into a folder that the next start empties; the one that cannot be told is unlinked once it is loaded.
 */
final class NativeLibraries {

    private static final Path MAPPED = Path.of("/proc/self/maps");
    private static final List<String> FOLDER_PROPERTIES = List.of("org.xerial.snappy.tempdir", "ZstdTempFolder");
    private static final int PROBE_BYTES = 64;
    private static final byte RECORD_VERSION = 2;

    private NativeLibraries() {}

    /** Lets libraries unpack into {@code folder}, which is ours alone, unless nothing on its disk may be executed. */
    static void unpackInto(Path folder) throws IOException {
        Files.createDirectories(folder);
        empty(folder);
        if (!isExecutable(folder)) {
            return;
        }
        for (String property : FOLDER_PROPERTIES) {
            if (System.getProperty(property) == null) {
                System.setProperty(property, folder.toString());
            }
        }
        NativeLibraryLoader.getInstance().loadLibrary(folder.toString());
        unlinkLz4();
    }

    private static void empty(Path folder) throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            for (Path file : left.toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Whether the disk is mounted so that libraries on it can be loaded. */
    private static boolean isExecutable(Path folder) throws IOException {
        Path probe = Files.createTempFile(folder, "probe", "");
        try {
            return probe.toFile().setExecutable(true) && Files.isExecutable(probe);
        } finally {
            Files.delete(probe);
        }
    }

    /** It takes the temporary folder of the JVM and no other; a library that is mapped needs its name no more. */
    private static void unlinkLz4() throws IOException {
        try (var out =
                Compression.lz4().build().wrapForOutput(new ByteBufferOutputStream(PROBE_BYTES), RECORD_VERSION)) {
            out.write(0);
        }
        for (Path library : mapped("liblz4-java-")) {
            Files.deleteIfExists(library);
            Files.deleteIfExists(library.resolveSibling(library.getFileName() + ".lck"));
        }
    }

    /** The files of this process's memory whose names begin so; none where the system does not tell. */
    static List<Path> mapped(String beginning) {
        if (!Files.isReadable(MAPPED)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(MAPPED)) {
            return lines.filter(line -> line.contains("/" + beginning) && !line.endsWith("(deleted)"))
                    .map(line -> Path.of(line.substring(line.indexOf('/'))))
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
