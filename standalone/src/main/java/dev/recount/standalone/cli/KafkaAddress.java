package dev.recount.standalone.cli;

import dev.recount.runtime.settings.HostPort;
import dev.recount.runtime.settings.Settings;
import dev.recount.standalone.broker.EmbeddedKafka;
import dev.recount.standalone.broker.KafkaKeys;
import dev.recount.standalone.client.ServerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** The Kafka that a command works with: the one that is named, else that of the running local server. */
final class KafkaAddress {

    private KafkaAddress() {}

    /** @throws UsageException when none is named and none runs here */
    static List<HostPort> of(Settings settings) throws IOException {
        if (settings.find(KafkaKeys.BOOTSTRAP).isPresent()) {
            return settings.get(KafkaKeys.BOOTSTRAP);
        }
        var running = settings.get(ServerAddress.DATA).resolve(EmbeddedKafka.ADDRESS_FILE);
        if (!Files.exists(running)) {
            throw new UsageException("no Kafka is named (expected: --bootstrap HOST:PORT or RECOUNT_BOOTSTRAP)");
        }
        return List.of(HostPort.parse(Files.readString(running).strip()));
    }
}
