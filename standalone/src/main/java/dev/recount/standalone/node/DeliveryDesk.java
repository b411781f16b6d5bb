package dev.recount.standalone.node;

import dev.recount.codec.Codecs;
import dev.recount.delivery.canary.CanarySeal;
import dev.recount.delivery.wiring.CanaryDoor;
import dev.recount.delivery.wiring.DeliveryService;
import dev.recount.query.Views;
import dev.recount.runtime.access.AdminToken;
import dev.recount.runtime.settings.Secret;
import dev.recount.runtime.settings.Settings;
import dev.recount.runtime.settings.SettingsException;
import dev.recount.standalone.client.ServerAddress;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.CommonClientConfigs;

/** The delivery half of a node, put together from its settings. */
final class DeliveryDesk {

    private final Settings settings;
    private final Map<String, String> variables;
    private final String bootstrap;
    private final String instance;
    private final Clock clock;

    /**
     * @param variables of the process, where secrets of channels may be
     * @param instance name of this process among those of its kind
     */
    DeliveryDesk(Settings settings, Map<String, String> variables, String bootstrap, String instance, Clock clock) {
        this.settings = settings;
        this.variables = variables;
        this.bootstrap = bootstrap;
        this.instance = instance;
        this.clock = clock;
    }

    /**
     * Finds the faults of the alerts file, if there is one, before anything is started.
     *
     * @param variables of the process, where secrets of channels may be
     * @throws SettingsException naming all that is wrong with it
     */
    static void requireSoundFile(Settings settings, Map<String, String> variables) {
        var file = settings.find(NodeKeys.ALERTS_FILE);
        if (file.isPresent()) {
            try {
                DeliveryService.requireSound(file.get(), new ChannelSecrets(variables));
            } catch (IOException e) {
                throw new SettingsException(List.of(String.valueOf(e.getMessage())));
            }
        }
    }

    /**
     * Puts it together.
     *
     * @param seal vouches for what is recorded of canaries
     * @param address of this process, once it is known
     * @param doors whether this process has any
     */
    DeliveryService service(
            Codecs codecs,
            RecordedActs acts,
            Views views,
            CanarySeal seal,
            Supplier<URI> address,
            boolean doors,
            SecureRandom random,
            MeterRegistry meters) {
        var base = settings.find(NodeKeys.PUBLIC_URL);
        return new DeliveryService(new DeliveryService.Parts(
                Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                instance,
                codecs.incidents(),
                settings.find(NodeKeys.ALERTS_FILE).orElse(null),
                new ChannelSecrets(variables),
                acts::note,
                acts::put,
                new IndexedSurroundings(views, clock),
                () -> base.orElseGet(address),
                CanaryKeys.interval(settings)
                        .map(interval -> new DeliveryService.CanaryParts(
                                interval,
                                door(acts, address, doors),
                                codecs.alerts(),
                                seal,
                                new IndexedCanary(views, seal)))
                        .orElse(null),
                clock,
                random::nextDouble,
                meters));
    }

    private CanaryDoor door(RecordedActs acts, Supplier<URI> address, boolean doors) {
        var given = settings.find(CanaryKeys.DOOR);
        return given.isPresent() || doors
                ? CanaryDoors.http(() -> given.orElseGet(address), this::token)
                : CanaryDoors.log(acts);
    }

    private Optional<Secret> token() {
        try {
            var given = settings.find(ServerAddress.TOKEN);
            return given.isPresent() ? given : AdminToken.find(settings.get(ServerAddress.DATA));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
