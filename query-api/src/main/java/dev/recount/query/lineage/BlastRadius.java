package dev.recount.query.lineage;

import dev.recount.query.event.EventReads;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.TimeRange;
import dev.recount.query.event.TimelineReads;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.IndexEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Everything that can have been reached from a credential or a session since a time: who used it, what they found, issued
 * and did from then on. Nothing is reached before what it was reached from. Resources lead no further.
 */
public final class BlastRadius {

    /** Of one thing so many events are looked at, the earliest. */
    private static final int EVENTS_MAX = 2_000;

    /** For one answer so many in all. */
    private static final int LOOKED_AT_MAX = 20_000;

    private final EventReads events;
    private final TimelineReads timelines;

    public BlastRadius(EventReads events, TimelineReads timelines) {
        this.events = events;
        this.timelines = timelines;
    }

    /** What was reached from {@code start} since {@code sinceMicros}, by all that was recorded at {@code asOfMicros}. */
    public Graph of(Node start, long sinceMicros, long asOfMicros) {
        var spread = new Spread(asOfMicros);
        spread.reach(start, sinceMicros);
        return spread.toItsEnd();
    }

    /** One answer while it is made. */
    private final class Spread {

        private record Reached(Node node, long sinceMicros) {}

        private final long asOfMicros;
        private final Graph.Drawing drawing = new Graph.Drawing();
        private final Map<Node, Long> known = new HashMap<>();
        private final Set<String> drawn = new HashSet<>();
        private final PriorityQueue<Reached> next = new PriorityQueue<>(Comparator.comparingLong(Reached::sinceMicros));

        Spread(long asOfMicros) {
            this.asOfMicros = asOfMicros;
        }

        void reach(Node node, long atMicros) {
            if (atMicros < known.getOrDefault(node, Long.MAX_VALUE) && drawing.reach(node)) {
                known.put(node, atMicros);
                next.add(new Reached(node, atMicros));
            }
        }

        Graph toItsEnd() {
            for (int lookedAt = 0; !next.isEmpty(); ) {
                var here = next.remove();
                // What was reached again earlier has been gone through then.
                if (here.sinceMicros() == known.getOrDefault(here.node(), Long.MAX_VALUE)) {
                    var found = since(here);
                    found.forEach(event -> follow(here.node(), event));
                    lookedAt += found.size();
                }
                if (lookedAt >= LOOKED_AT_MAX) {
                    drawing.truncate();
                    break;
                }
            }
            return drawing.graph();
        }

        private List<RecordedEvent> since(Reached here) {
            var node = here.node();
            if (node.kind() == Node.Kind.RESOURCE) {
                return List.of();
            }
            var entries = new ArrayList<IndexEntry>(entries(node.kind().dimension(), here));
            if (node.kind() == Node.Kind.CREDENTIAL) {
                entries.addAll(entries(Dimension.MINTED_FROM, here));
            } else if (node.kind() == Node.Kind.SESSION) {
                timelines
                        .children(node.id())
                        .forEach(child -> reach(new Node(Node.Kind.SESSION, child), here.sinceMicros()));
            }
            entries.removeIf(entry -> entry.recordedAtMicros() > asOfMicros);
            return events.events(entries);
        }

        private List<IndexEntry> entries(Dimension dimension, Reached here) {
            var range = new TimeRange(here.sinceMicros(), TimeRange.ALWAYS.toMicros());
            var entries = timelines.entries(dimension, here.node().id(), range, null, false, EVENTS_MAX);
            if (entries.size() == EVENTS_MAX) {
                drawing.truncate();
            }
            return entries;
        }

        /** Of a session's event counts what the session did; of a credential's, also what it was used on. */
        private void follow(Node here, RecordedEvent event) {
            for (var said : Relations.of(event.event())) {
                boolean isOfHere = said.from().equals(here) || said.to().equals(here);
                boolean leadsOn = said.relation() == Edge.Relation.REACHED;
                if (!isOfHere && !leadsOn) {
                    continue;
                }
                reach(said.from(), event.entry().occurredAtMicros());
                reach(said.to(), event.entry().occurredAtMicros());
                if (drawn.add(event.id() + said)) {
                    drawing.add(said, event);
                }
            }
        }
    }
}
