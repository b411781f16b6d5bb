package dev.recount.evidence.witness;

import dev.recount.runtime.health.Check;
import dev.recount.runtime.health.Component;
import java.util.List;
import java.util.function.Supplier;

/**
 * Whether the witnesses cosign. A log works without them; but one that refuses may have seen another history of it, which is
 * what it is there to say.
 */
public final class WitnessHealth implements Component {

    private final Supplier<List<WitnessState>> states;

    /** @param states of the witnesses as they were when they were asked last */
    public WitnessHealth(Supplier<List<WitnessState>> states) {
        this.states = states;
    }

    @Override
    public String name() {
        return "witnesses";
    }

    @Override
    public Check check() {
        var all = states.get();
        long refusing = all.stream().filter(WitnessState::refuses).count();
        long failing = all.stream().filter(state -> state.fault().isPresent()).count();
        if (refusing > 0) {
            return Check.warning(refusing + " of " + all.size() + " witnesses refuse to cosign: they have seen another"
                    + " history of the log, or do not watch it; GET /v1/witnesses says why");
        }
        return failing == 0
                ? Check.up()
                : Check.warning(failing + " of " + all.size() + " witnesses do not answer; GET /v1/witnesses says why");
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
