package dev.recount.streams.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What an index on disk was folded from: the layout's version, the words that it writes as
 * numbers, and the id of each topic. An index of another layout, or
 * of topics that have been deleted and made anew, is thrown away.
 */
final class IndexIdentity {

    private static final String LAYOUT = "9";
    private static final String FILE = "index.properties";

    private final Path folder;

    IndexIdentity(Path folder) {
        this.folder = folder;
    }

    /**
     * Empties the folder unless what is in it was folded from these topics.
     *
     * @param topicIds Kafka's own id by topic name
     */
    void claim(Map<String, String> topicIds) {
        var wanted = new TreeMap<>(topicIds);
        wanted.put("layout", LAYOUT);
        wanted.put("words", String.join(" ", SightingBytes.words()));
        try {
            if (!wanted.equals(stored())) {
                delete(folder);
                Files.createDirectories(folder);
                store(wanted);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare the index at " + folder, e);
        }
    }

    private Map<String, String> stored() throws IOException {
        var properties = new Properties();
        var file = folder.resolve(FILE);
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                properties.load(in);
            }
        }
        var stored = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(name -> stored.put(name, properties.getProperty(name)));
        return stored;
    }

    private void store(Map<String, String> wanted) throws IOException {
        var properties = new Properties();
        properties.putAll(wanted);
        try (var out = Files.newBufferedWriter(folder.resolve(FILE))) {
            properties.store(out, "What this index was folded from");
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            @SuppressWarnings("NullableProblems")
            public FileVisitResult postVisitDirectory(Path directory, @org.jspecify.annotations.Nullable IOException e)
                    throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
