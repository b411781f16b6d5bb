package dev.recount.standalone.node;

import dev.recount.codec.Codecs;
import dev.recount.delivery.canary.CanarySeal;
import dev.recount.event.Event;
import dev.recount.evidence.erasure.LegalHold;
import dev.recount.evidence.export.Exports;
import dev.recount.evidence.http.BeginRoutes;
import dev.recount.evidence.http.EventPlaces;
import dev.recount.evidence.http.ExportRoutes;
import dev.recount.evidence.http.LogRoutes;
import dev.recount.evidence.http.PersonRoutes;
import dev.recount.evidence.http.ReportRoutes;
import dev.recount.evidence.http.RetentionRoutes;
import dev.recount.evidence.http.WitnessStatusRoutes;
import dev.recount.evidence.log.EventSealer;
import dev.recount.evidence.note.SigningKey;
import dev.recount.evidence.report.IncidentReports;
import dev.recount.evidence.report.Reports;
import dev.recount.evidence.seal.EvidenceLog;
import dev.recount.evidence.seal.SealPolicy;
import dev.recount.evidence.witness.Cosigning;
import dev.recount.evidence.witness.WitnessHealth;
import dev.recount.query.EventSink;
import dev.recount.query.Views;
import dev.recount.query.rule.RuleCatalogue;
import dev.recount.runtime.RouteGroup;
import dev.recount.runtime.access.OwnerOnlyFile;
import dev.recount.runtime.health.Component;
import dev.recount.runtime.problem.Problem;
import dev.recount.runtime.settings.Secret;
import dev.recount.runtime.settings.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.CommonClientConfigs;

/** The evidence half of a node, put together: the key, the tree on disk, the sealer, the exports and their routes. */
final class EvidenceDesk implements AutoCloseable {

    /** The description of its routes, on the class path. */
    static final String API = "/dev/recount/evidence/openapi/evidence.yaml";

    private static final String ORIGIN = "recount";
    private static final long RECORDED_SECONDS = 15;

    /** How long an export waits for witnesses. */
    private static final Duration WITNESSED_WITHIN = Duration.ofSeconds(8);

    private final EventSealer sealer;
    private final Cosigning cosigning;
    private final Exports exports;
    private final Optional<RetentionDesk> retention;
    private final List<RouteGroup> routes;

    /**
     * What it stands on.
     *
     * @param data the data directory
     * @param instance this process's name among its kind
     * @param canaries vouches for receipts of canaries
     * @param acts puts on record who read what
     * @param allShown whether the views have every event and alert that there is when it is asked
     * @param allHoldsShown whether the views have every legal hold that the registry has when it is asked
     */
    record Parts(
            Settings settings,
            Path data,
            String bootstrap,
            String instance,
            Codecs codecs,
            Views views,
            RuleCatalogue rules,
            CanarySeal canaries,
            EventSink acts,
            PersonDesk persons,
            BooleanSupplier allShown,
            BooleanSupplier allHoldsShown,
            MeterRegistry meters,
            Clock clock,
            SecureRandom random) {}

    /**
     * Opens the tree.
     *
     * @throws IOException when the evidence folder cannot be used, or does not hold what was signed
     */
    EvidenceDesk(Parts parts) throws IOException {
        var folder = parts.data().resolve("evidence");
        var key = key(folder, parts.random());
        sealer = sealer(parts, EvidenceLog.open(folder, key));
        cosigning = WitnessDesk.of(parts.settings(), sealer, key.verifier(), parts.clock(), parts.meters());
        var kept = new KeptThings(parts.bootstrap(), ClassPeriods.of(parts.settings()));
        var source = new IndexedEvidence(
                parts.views(), parts.rules(), parts.allShown(), parts.canaries()::holds, kept::all, parts.clock());
        exports = new Exports(
                parts.data().resolve("exports"),
                source,
                () -> cosigning.awaitShown(WITNESSED_WITHIN),
                key,
                parts.clock(),
                parts.random());
        EventPlaces places = id ->
                parts.views().events().event(id).map(found -> new EventPlaces.Place(found.partition(), found.offset()));
        Supplier<List<LegalHold>> holds =
                () -> PersonDesk.holds(parts.views(), parts.clock().instant());
        retention = parts.persons()
                .classes()
                .map(days -> new RetentionDesk(
                        days,
                        () -> known(holds, parts.allHoldsShown()),
                        event -> record(parts.acts(), event),
                        parts.clock()));
        routes = List.of(
                new LogRoutes(
                        sealer::sealed, cosigning::shown, places, key.verifier().toString()),
                new WitnessStatusRoutes(sealer::sealed, cosigning::states),
                new BeginRoutes(
                        sealer::lost,
                        sealer::begin,
                        key.verifier().toString(),
                        event -> record(parts.acts(), event),
                        parts.clock()),
                new ExportRoutes(exports, parts.persons().kept(), event -> record(parts.acts(), event), parts.clock()),
                new ReportRoutes(
                        new Reports(source, sealer::sealed, source::circumstances, parts.clock()),
                        new IncidentReports(source, source::card, sealer::sealed, parts.clock()),
                        event -> record(parts.acts(), event),
                        parts.clock()),
                new RetentionRoutes(kept::all, holds, parts.persons().kept(), parts.clock()),
                new PersonRoutes(
                        parts.persons().kept(),
                        () -> known(holds, parts.allHoldsShown()),
                        event -> record(parts.acts(), event),
                        parts.clock()));
    }

    private static List<LegalHold> known(Supplier<List<LegalHold>> holds, BooleanSupplier all) {
        if (!all.getAsBoolean()) {
            throw Problem.UNAVAILABLE.because(
                    "not all of the registry can be read yet, so a legal hold may be missing");
        }
        return holds.get();
    }

    private static EventSealer sealer(Parts parts, EvidenceLog log) {
        var policy = new SealPolicy(parts.settings().get(NodeKeys.SEAL_INTERVAL), SealPolicy.USUAL.leavesMax());
        var kafka = Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, parts.bootstrap());
        return new EventSealer(kafka, parts.instance(), parts.codecs().events(), log, policy);
    }

    private static SigningKey key(Path folder, SecureRandom random) throws IOException {
        var secret = new OwnerOnlyFile(folder.resolve("key")).obtain(() -> Secret.of(SigningKey.generate(random)));
        return SigningKey.named(ORIGIN, secret.reveal());
    }

    private static void record(EventSink acts, Event event) {
        var unused =
                acts.record(event).orTimeout(RECORDED_SECONDS, TimeUnit.SECONDS).join();
    }

    void start() {
        sealer.start();
        retention.ifPresent(RetentionDesk::start);
        cosigning.start();
    }

    Component sealer() {
        return sealer;
    }

    Component witnesses() {
        return new WitnessHealth(cosigning::states);
    }

    List<RouteGroup> routes() {
        return routes;
    }

    @Override
    public void close() {
        retention.ifPresent(RetentionDesk::close);
        exports.close();
        cosigning.close();
        sealer.close();
    }
}
