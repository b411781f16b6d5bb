package dev.recount.standalone.node;

import dev.recount.codec.Codecs;
import dev.recount.evidence.http.EventPlaces;
import dev.recount.evidence.http.LogRoutes;
import dev.recount.evidence.log.EventSealer;
import dev.recount.evidence.note.SigningKey;
import dev.recount.evidence.seal.EvidenceLog;
import dev.recount.evidence.seal.SealPolicy;
import dev.recount.query.Views;
import dev.recount.runtime.RouteGroup;
import dev.recount.runtime.access.OwnerOnlyFile;
import dev.recount.runtime.health.Component;
import dev.recount.runtime.settings.Secret;
import dev.recount.runtime.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/** The evidence half of a node, put together: the key, the tree on disk, the sealer and the routes over them. */
final class EvidenceDesk implements AutoCloseable {

    /** The description of its routes, on the class path. */
    static final String API = "/dev/recount/evidence/openapi/evidence.yaml";

    private static final String ORIGIN = "recount";

    private final EventSealer sealer;
    private final RouteGroup routes;

    /**
     * Opens the tree.
     *
     * @throws IOException when the evidence folder cannot be used, or does not hold what was signed
     */
    EvidenceDesk(Settings settings, Path data, String bootstrap, Codecs codecs, Views views, SecureRandom random)
            throws IOException {
        var folder = data.resolve("evidence");
        var key = key(folder, random);
        var policy = new SealPolicy(settings.get(NodeKeys.SEAL_INTERVAL), SealPolicy.USUAL.leavesMax());
        var log = EvidenceLog.open(folder, key);
        var kafka = Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        sealer = new EventSealer(kafka, codecs.events(), log, policy);
        EventPlaces places =
                id -> views.events().event(id).map(found -> new EventPlaces.Place(found.partition(), found.offset()));
        routes = new LogRoutes(sealer::sealed, places, key.verifier().toString());
    }

    private static SigningKey key(Path folder, SecureRandom random) throws IOException {
        var secret = new OwnerOnlyFile(folder.resolve("key")).obtain(() -> Secret.of(SigningKey.generate(random)));
        return SigningKey.named(ORIGIN, secret.reveal());
    }

    void start() {
        sealer.start();
    }

    Component sealer() {
        return sealer;
    }

    RouteGroup routes() {
        return routes;
    }

    @Override
    public void close() {
        sealer.close();
    }
}
