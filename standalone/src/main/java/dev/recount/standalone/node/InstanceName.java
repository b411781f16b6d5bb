package dev.recount.standalone.node;

import dev.recount.runtime.access.OwnerOnlyFile;
import dev.recount.runtime.settings.Secret;
import dev.recount.runtime.settings.Settings;
import dev.recount.standalone.broker.KafkaKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * How a process is told from others of its kind. Kafka takes the older of two members of one name for dead, so two processes
 * must never share one; and one that is started again under its name goes on at once.
 */
final class InstanceName {

    private static final String ALONE = "1";
    private static final int RANDOM_BYTES = 6;

    private InstanceName() {}

    /**
     * The name that is set; else that of the only process on a Kafka of its own; else one that is made at the first start and
     * kept in the data directory, which no two processes share.
     *
     * @throws IOException if the name can be neither read nor written
     */
    static String of(Settings settings, Path data, RandomGenerator random) throws IOException {
        var given = settings.find(NodeKeys.INSTANCE);
        if (given.isPresent()) {
            return given.get();
        }
        return settings.find(KafkaKeys.BOOTSTRAP).isEmpty()
                ? ALONE
                : new OwnerOnlyFile(data.resolve("instance"))
                        .obtain(() -> Secret.of(fresh(random)))
                        .reveal();
    }

    private static String fresh(RandomGenerator random) {
        var name = new byte[RANDOM_BYTES];
        random.nextBytes(name);
        return HexFormat.of().formatHex(name);
    }
}
