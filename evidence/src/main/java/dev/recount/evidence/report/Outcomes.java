package dev.recount.evidence.report;

import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.SensorKind;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which actions were asked for, or begun, and never heard of again. Keeps the actions that are open; of those that are over
 * only the ones whose end came before their beginning, which a provider's record, telling of nothing but the end, is not.
 */
final class Outcomes {

    private static final Set<Phase> ENDS = EnumSet.of(Phase.SUCCEEDED, Phase.FAILED, Phase.DENIED);

    /** The first event of each, by the action's id. */
    private final Map<String, String> open = new LinkedHashMap<>();

    private final Set<String> overAlready = new HashSet<>();

    void add(Event event) {
        var action = event.actionId();
        if (event.type() != EventType.ACTION || action == null || event.phase() == null) {
            return;
        }
        if (!ENDS.contains(event.phase())) {
            if (!overAlready.contains(action)) {
                open.putIfAbsent(action, String.valueOf(event.id()));
            }
        } else if (open.remove(action) == null && !isProviders(event)) {
            overAlready.add(action);
        }
    }

    private static boolean isProviders(Event event) {
        return event.sensor() != null && event.sensor().kind() == SensorKind.PROVIDER_AUDIT;
    }

    /** Actions whose outcome did not come. */
    Exceptions missing() {
        var missing = new Exceptions();
        open.values().forEach(event -> missing.add(event + ": its outcome is not in the range"));
        return missing;
    }
}
