package dev.recount.standalone.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.properties.PropertiesUtils;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/** The directory Kafka keeps its log in: formatted once, with a cluster id that stays. */
final class KafkaStorage {

    private KafkaStorage() {}

    /** Formats a directory that is not formatted yet, and returns its cluster id. */
    static String prepare(Path directory) throws IOException {
        if (!Files.exists(metaProperties(directory))) {
            format(directory);
        }
        String clusterId = PropertiesUtils.readPropertiesFile(
                        metaProperties(directory).toString())
                .getProperty("cluster.id");
        if (clusterId == null) {
            throw new IOException(
                    metaProperties(directory) + " is damaged: it names no cluster; put it back from a copy");
        }
        return clusterId;
    }

    private static Path metaProperties(Path directory) {
        return directory.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME);
    }

    /** Formats beside the target and renames, so that a kill in between leaves nothing half done. */
    private static void format(Path directory) throws IOException {
        Path fresh = directory.resolveSibling(directory.getFileName() + ".new");
        delete(fresh);
        Files.createDirectories(fresh);
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setNodeId(BrokerProperties.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(BrokerProperties.CONTROLLER)
                    .setMetadataLogDirectory(fresh.toString())
                    .addDirectory(fresh.toString())
                    .run();
        } catch (Exception e) {
            throw new IOException("the directory cannot be formatted for Kafka", e);
        }
        Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(directory)) {
            List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }
}
