package dev.recount.evidence.http;

import static dev.recount.runtime.access.Role.COMPLIANCE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.codec.Micros;
import dev.recount.codec.RecordJson;
import dev.recount.evidence.seal.SealedLog;
import dev.recount.evidence.witness.WitnessState;
import dev.recount.runtime.RouteGroup;
import dev.recount.runtime.problem.QueryParams;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Supplier;

/** How the witnesses are that this log shows its checkpoints to. */
public final class WitnessStatusRoutes implements RouteGroup {

    static final QueryParams NONE = QueryParams.accepting();

    private final Supplier<SealedLog> log;
    private final Supplier<List<WitnessState>> witnesses;

    public WitnessStatusRoutes(Supplier<SealedLog> log, Supplier<List<WitnessState>> witnesses) {
        this.log = log;
        this.witnesses = witnesses;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/v1/witnesses", this::all, COMPLIANCE);
    }

    private void all(Context ctx) {
        NONE.of(ctx);
        var answer = RecordJson.MAPPER.createObjectNode().put("size", log.get().size());
        var items = answer.putArray("items");
        witnesses.get().forEach(witness -> shown(witness, items.addObject()));
        CheckpointHandlers.json(ctx, answer);
    }

    private static void shown(WitnessState witness, ObjectNode into) {
        into.put("name", witness.name())
                .put("address", witness.address())
                .put("size", witness.size())
                .put("refused", witness.refused())
                .put("silent", witness.silent())
                .put("refuses", witness.refuses());
        witness.cosignedAt().ifPresent(at -> into.put("cosigned_at", Micros.text(at)));
        witness.fault().ifPresent(fault -> into.put("fault", fault));
    }
}
