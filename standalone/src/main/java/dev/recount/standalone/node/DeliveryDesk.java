package dev.recount.standalone.node;

import dev.recount.codec.Codecs;
import dev.recount.delivery.wiring.DeliveryService;
import dev.recount.query.Views;
import dev.recount.runtime.settings.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.CommonClientConfigs;

/** The delivery half of a node, put together from its settings. */
final class DeliveryDesk {

    private final Settings settings;
    private final Map<String, String> variables;
    private final String bootstrap;
    private final Clock clock;

    /** @param variables of the process, where secrets of channels may be */
    DeliveryDesk(Settings settings, Map<String, String> variables, String bootstrap, Clock clock) {
        this.settings = settings;
        this.variables = variables;
        this.bootstrap = bootstrap;
        this.clock = clock;
    }

    /** @param address of this process, once it is known */
    DeliveryService service(
            Codecs codecs,
            RecordedActs acts,
            Views views,
            Supplier<URI> address,
            SecureRandom random,
            MeterRegistry meters) {
        var base = settings.find(NodeKeys.PUBLIC_URL);
        return new DeliveryService(new DeliveryService.Parts(
                Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                settings.get(NodeKeys.INSTANCE),
                codecs.incidents(),
                settings.find(NodeKeys.ALERTS_FILE).orElse(null),
                new ChannelSecrets(variables),
                acts::note,
                new IndexedSurroundings(views, clock),
                () -> base.orElseGet(address),
                clock,
                random::nextDouble,
                meters));
    }
}
