package dev.recount.streams.baseline;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.recount.codec.RecordJson;
import dev.recount.event.Action;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Verb;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that an event shows somebody doing on a day. A function of the event alone.
 *
 * @param habit id of the habit, see {@link HabitId}
 * @param day the UTC day
 * @param thing what it was done to, where different things are counted
 */
public record Sighting(String habit, long day, @Nullable String thing) {

    private static final int PARAMETERS_MAX = 32;
    private static final String TOOL_DIGEST = "tool_digest";
    private static final Set<Phase> NOT_DONE = EnumSet.of(Phase.FAILED, Phase.DENIED, Phase.DISCOVERED);

    /** Whether {@code known} says as much already. */
    public boolean isKnown(Habit known) {
        return known.knows(day, thing != null);
    }

    /**
     * What {@code event} shows: what was done, for what was only asked for may be refused; and how a tool is defined. Its day is not later
     * than that on which it was recorded, whatever its own clock says.
     */
    public static List<Sighting> of(Event event) {
        boolean acts = event.type() == EventType.ACTION || event.type() == EventType.CREDENTIAL;
        if (!acts || event.phase() == null || NOT_DONE.contains(event.phase())) {
            return List.of();
        }
        var sightings = new ArrayList<Sighting>(2);
        long day = day(event);
        if (event.phase() == Phase.SUCCEEDED || event.phase() == Phase.USED) {
            credential(event, day, sightings);
        }
        var action = event.action();
        if (action != null && event.type() == EventType.ACTION) {
            if (event.phase() == Phase.SUCCEEDED) {
                act(event, action, day, sightings);
            }
            definition(event, action, day, sightings);
        }
        return sightings;
    }

    /** Whether the event tells what a tool is, so that its arguments are sighted too. */
    public static boolean definesTool(Event event) {
        return event.labels().containsKey(TOOL_DIGEST);
    }

    /** The day that an event belongs to. */
    public static long day(Event event) {
        long stated = Days.of(requireNonNull(event.occurredAt(), "occurredAt"));
        return event.recordedAt() == null ? stated : Math.min(stated, Days.of(event.recordedAt()));
    }

    private static void credential(Event event, long day, List<Sighting> sightings) {
        var key = event.credentialKey();
        if (key == null) {
            return;
        }
        sightings.add(new Sighting(HabitId.credential(key), day, null));
        var who = HabitId.who(event);
        if (who != null) {
            sightings.add(new Sighting(HabitId.uses(who, key), day, null));
        }
    }

    private static void act(Event event, Action action, long day, List<Sighting> sightings) {
        var who = HabitId.who(event);
        var resource = event.resourceId();
        var verb = action.verb();
        if (who != null && verb != null && verb.destroys()) {
            sightings.add(new Sighting(HabitId.destroys(who), day, resource != null ? resource : action.id()));
        }
        if (who != null && verb == Verb.READ_SECRET && resource != null) {
            sightings.add(new Sighting(HabitId.readsSecrets(who), day, null));
            sightings.add(new Sighting(HabitId.readsSecretsAt(who, resource), day, null));
        }
        if (action.tool() != null && verb != null && !verb.onlyReads()) {
            tool(event, action.tool(), day, sightings);
        }
    }

    private static void definition(Event event, Action action, long day, List<Sighting> sightings) {
        var digest = event.labels().get(TOOL_DIGEST);
        if (action.tool() != null && digest != null) {
            sightings.add(new Sighting(HabitId.defined(action.tool()), day, null));
            sightings.add(new Sighting(HabitId.defined(action.tool(), digest), day, null));
            parameters(action)
                    .forEach(name -> sightings.add(new Sighting(HabitId.takes(action.tool(), name), day, null)));
        }
    }

    /** Names of the parameters of a call; of very many the first; none when the arguments are no JSON object. */
    public static List<String> parameters(Action action) {
        List<String> names = new ArrayList<>();
        if (action.arguments() != null) {
            try {
                RecordJson.MAPPER
                        .readTree(action.arguments().text())
                        .fieldNames()
                        .forEachRemaining(names::add);
            } catch (JsonProcessingException noJson) {
                return List.of();
            }
        }
        return names.size() > PARAMETERS_MAX ? names.subList(0, PARAMETERS_MAX) : names;
    }

    private static void tool(Event event, String tool, long day, List<Sighting> sightings) {
        if (HabitId.isOfServer(tool)) {
            sightings.add(new Sighting(HabitId.calls(tool), day, null));
            var destination = event.destination();
            if (destination != null && destination.ref() != null) {
                sightings.add(new Sighting(HabitId.reaches(tool, destination.ref()), day, null));
            }
        }
    }
}
