package dev.recount.query.lineage;

import dev.recount.codec.Micros;
import dev.recount.query.Views;
import dev.recount.query.credential.CredentialNames;
import dev.recount.query.credential.OneName;
import dev.recount.query.event.EventReads;
import dev.recount.query.event.RecordedEvent;
import dev.recount.query.event.TimeRange;
import dev.recount.query.event.TimelineReads;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.IndexEntry;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
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
    private final CredentialNames names;

    public BlastRadius(Views views) {
        this.events = views.events();
        this.timelines = views.timelines();
        this.names = views.credentialNames();
    }

    /** What was reached from {@code start} since {@code sinceMicros}, by all that was recorded at {@code asOf}. */
    public Graph of(Node start, long sinceMicros, Instant asOf) {
        var spread = new Spread(asOf);
        spread.reach(start, sinceMicros);
        return spread.toItsEnd();
    }

    /** One answer while it is made. */
    private final class Spread {

        private record Reached(Node node, long sinceMicros) {}

        private final long asOfMicros;
        private final OneName names;
        private final Graph.Drawing drawing;
        private final Map<Node, Long> known = new HashMap<>();
        private final Set<String> drawn = new HashSet<>();
        private final PriorityQueue<Reached> next = new PriorityQueue<>(Comparator.comparingLong(Reached::sinceMicros));

        Spread(Instant asOf) {
            this.asOfMicros = Micros.of(asOf);
            this.names = new OneName(BlastRadius.this.names, asOf);
            this.drawing = new Graph.Drawing(names);
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
            Set<IndexEntry> entries = new LinkedHashSet<>();
            if (node.kind() == Node.Kind.CREDENTIAL) {
                for (String name : names(node)) {
                    entries.addAll(entries(Dimension.CREDENTIAL, name, here));
                    entries.addAll(entries(Dimension.MINTED_FROM, name, here));
                }
            } else {
                entries.addAll(entries(node.kind().dimension(), node.id(), here));
            }
            if (node.kind() == Node.Kind.SESSION) {
                timelines
                        .children(node.id())
                        .forEach(child -> reach(new Node(Node.Kind.SESSION, child), here.sinceMicros()));
            }
            entries.removeIf(entry -> entry.recordedAtMicros() > asOfMicros);
            return events.events(List.copyOf(entries));
        }

        private List<String> names(Node credential) {
            var all = names.all(credential.id());
            if (all.isCut()) {
                drawing.truncate();
            }
            return all.all();
        }

        private List<IndexEntry> entries(Dimension dimension, String id, Reached here) {
            var range = new TimeRange(here.sinceMicros(), TimeRange.ALWAYS.toMicros());
            var entries = timelines.entries(dimension, id, range, null, false, EVENTS_MAX);
            if (entries.size() == EVENTS_MAX) {
                drawing.truncate();
            }
            return entries;
        }

        /** Of a session's event counts what the session did; of a credential's, also what it was used on. */
        private void follow(Node here, RecordedEvent event) {
            for (var said : Relations.of(event.event(), names)) {
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
