package dev.recount.standalone.node;

import dev.recount.evidence.log.EventSealer;
import dev.recount.evidence.note.VerifierKey;
import dev.recount.evidence.witness.Cosigning;
import dev.recount.evidence.witness.WitnessState;
import dev.recount.evidence.witness.http.HttpWitness;
import dev.recount.runtime.settings.Settings;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The witnesses of a node's log, put together: those that are set, and what is measured of them. */
final class WitnessDesk {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private WitnessDesk() {}

    static Cosigning of(Settings settings, EventSealer sealer, VerifierKey log, Clock clock, MeterRegistry meters) {
        var peers = settings.find(NodeKeys.WITNESSES).orElse(List.of()).stream()
                .map(set ->
                        new Cosigning.Peer(set.key(), set.prefix().toString(), new HttpWitness(set.prefix(), TIMEOUT)))
                .toList();
        var cosigning = new Cosigning(sealer::sealed, log, peers, sealer::publish, clock);
        for (int i = 0; i < peers.size(); i++) {
            measure(cosigning, i, peers.get(i).key().name(), meters);
        }
        return cosigning;
    }

    private static void measure(Cosigning cosigning, int index, String name, MeterRegistry meters) {
        Gauge.builder("recount.witness.cosigned", cosigning, of(index, WitnessState::size))
                .description("Leaves of the checkpoint that the witness cosigned last")
                .tag("witness", name)
                .register(meters);
        Gauge.builder("recount.witness.refuses", cosigning, of(index, state -> state.refuses() ? 1 : 0))
                .description("1 while the last answer of the witness was that it does not cosign")
                .tag("witness", name)
                .register(meters);
        FunctionCounter.builder("recount.witness.refused", cosigning, of(index, WitnessState::refused))
                .description("How often the witness would not cosign")
                .tag("witness", name)
                .register(meters);
        FunctionCounter.builder("recount.witness.silent", cosigning, of(index, WitnessState::silent))
                .description("How often the witness gave no answer")
                .tag("witness", name)
                .register(meters);
    }

    private static ToDoubleFunction<Cosigning> of(int index, ToDoubleFunction<WitnessState> value) {
        return cosigning -> value.applyAsDouble(cosigning.states().get(index));
    }
}
