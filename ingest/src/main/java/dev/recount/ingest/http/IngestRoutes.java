package dev.recount.ingest.http;

import dev.recount.ingest.accept.Acceptance;
import dev.recount.ingest.accept.Refusals;
import dev.recount.ingest.log.Recorder;
import dev.recount.ingest.log.UnderWay;
import dev.recount.ingest.secret.Fingerprinter;
import dev.recount.ingest.secret.TextRedactor;
import dev.recount.ingest.source.AuditSources;
import dev.recount.ingest.source.ClaudeCodeHooks;
import dev.recount.ingest.source.CloudEventItems;
import dev.recount.ingest.source.GuardedItems;
import dev.recount.ingest.source.NativeEvents;
import dev.recount.ingest.source.NativeItems;
import dev.recount.ingest.source.RawItems;
import dev.recount.runtime.RouteGroup;
import dev.recount.runtime.access.Role;
import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executor;

/** Every route of ingest. */
public final class IngestRoutes implements RouteGroup {

    /**
     * What the routes are built on.
     *
     * @param bodyBytesMax largest body
     * @param bodyMemoryBytesMax for all bodies together
     */
    public record Parts(
            long bodyBytesMax,
            long bodyMemoryBytesMax,
            Fingerprinter fingerprinter,
            Acceptance acceptance,
            Refusals refusals,
            Recorder recorder,
            UnderWay underWay,
            Clock clock,
            MeterRegistry meters,
            Executor workers) {}

    private final EventsDoor events;
    private final HooksDoor hooks;
    private final AuditDoor audits;
    private final FingerprintDoor fingerprints;

    public IngestRoutes(Parts parts) {
        var bodies = new BodyReader(parts.bodyBytesMax(), parts.bodyMemoryBytesMax());
        var intake = new Intake(parts.recorder(), parts.underWay(), parts.workers());
        var meters = new IngestMeters(parts.meters());
        var reader = new NativeEvents(parts.fingerprinter());
        events = new EventsDoor(
                bodies,
                intake,
                new GuardedItems(
                        NativeItems.SOURCE,
                        new NativeItems(reader::read, parts.acceptance(), parts.refusals()),
                        parts.refusals()),
                new CloudEventItems(reader, parts.acceptance(), parts.refusals()),
                meters,
                parts.clock());
        var raw = new RawItems(parts.fingerprinter(), parts.acceptance(), parts.refusals(), new ArrivalOrder());
        hooks = new HooksDoor(
                bodies,
                intake,
                raw,
                Map.of("claude-code", new ClaudeCodeHooks()),
                new TextRedactor(parts.fingerprinter()),
                parts.refusals(),
                meters,
                parts.clock());
        audits = new AuditDoor(bodies, intake, raw, AuditSources.all(), meters, parts.clock());
        fingerprints = new FingerprintDoor(bodies, parts.fingerprinter());
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/v1/events", events::post, Role.SENDER);
        routes.post("/v1/ingest/hooks/{agent}", hooks::post, Role.SENDER);
        routes.post("/v1/ingest/audit/{source}", audits::post, Role.SENDER);
        routes.post("/v1/fingerprints", fingerprints::post, Role.ENGINEER);
    }
}
