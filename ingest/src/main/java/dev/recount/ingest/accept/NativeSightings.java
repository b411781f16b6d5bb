package dev.recount.ingest.accept;

import dev.recount.event.Custody;
import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Location;
import dev.recount.event.Phase;
import dev.recount.ingest.secret.FoundSecret;
import java.util.ArrayList;
import java.util.List;

/**
 * What a secret in a native event means: one among an action's own words was presented with it, any other became readable
 * where the event says.
 */
final class NativeSightings {

    private NativeSightings() {}

    static List<Sighting> of(Event event, List<FoundSecret> secrets) {
        var sightings = new ArrayList<Sighting>(secrets.size());
        for (FoundSecret secret : secrets) {
            sightings.add(of(event, secret));
        }
        return sightings;
    }

    private static Sighting of(Event event, FoundSecret secret) {
        var pointer = secret.pointer();
        boolean presented = event.type() == EventType.ACTION
                && (pointer.startsWith("/action/")
                        || pointer.startsWith("/resource/")
                        || pointer.startsWith("/destination/"))
                && !pointer.startsWith("/action/error");
        if (presented) {
            return new Sighting(secret, Phase.USED, null, new Location("command", null, null));
        }
        if (event.type() == EventType.STATEMENT || isPrompt(event)) {
            return new Sighting(secret, Phase.DISCOVERED, Custody.TYPED_BY_HUMAN, new Location("prompt", null, null));
        }
        var origin = event.content() == null ? null : event.content().origin();
        return new Sighting(secret, Phase.DISCOVERED, null, new Location("tool_output", origin, null));
    }

    private static boolean isPrompt(Event event) {
        return event.content() != null && "prompt".equals(event.content().origin());
    }
}
