package dev.recount.query.http;

import dev.recount.codec.Micros;
import dev.recount.event.EventFacts;
import dev.recount.query.SideBySide;
import dev.recount.query.event.FactReads;
import dev.recount.query.timeline.Lane;
import dev.recount.query.timeline.Link;
import dev.recount.query.timeline.TimelineItem;
import dev.recount.query.timeline.TimelinePage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A part of a timeline as JSON text, in the shape of {@code contract.md} §3. */
final class TimelineText {

    private static final int ITEM_BYTES = 1_200;
    private static final int LANE_BYTES = 320;

    private final FactReads facts;
    private final Optional<Instant> knownAt;

    /** @param knownAt says of each event whether it was known then */
    TimelineText(FactReads facts, Optional<Instant> knownAt) {
        this.facts = facts;
        this.knownAt = knownAt;
    }

    /** The members {@code items} and {@code lanes}, and whether more was left out, of an object that is still open. */
    JsonBytes of(TimelinePage page) {
        var items = page.items();
        var lanes = SideBySide.begun(() -> lanes(Lane.of(items)));
        var derived = facts.facts(items.stream().map(item -> item.event().id()).toList());
        var parts = SideBySide.of(items).map(some -> items(some, derived)).toList();
        var out = new JsonBytes((items.size() + 1) * ITEM_BYTES);
        String separator = "{\"items\":[";
        for (JsonBytes part : parts) {
            out.ascii(separator).raw(part);
            separator = ",";
        }
        out.ascii(parts.isEmpty() ? separator : "").ascii("],\"lanes\":");
        out.raw(lanes.get());
        return page.isCut() ? out.ascii(",\"truncated\":true") : out;
    }

    private JsonBytes items(List<TimelineItem> items, Map<String, EventFacts> derived) {
        var out = new JsonBytes(items.size() * ITEM_BYTES);
        String separator = "";
        for (TimelineItem item : items) {
            out.ascii(separator);
            item(item, derived.get(item.event().id()), out);
            separator = ",";
        }
        return out;
    }

    private void item(TimelineItem item, @Nullable EventFacts derived, JsonBytes out) {
        out.ascii("{\"event\":");
        EventText.write(item.shown(), derived, out);
        out.ascii(",\"links\":");
        links(item.links(), out);
        out.ascii(",\"alerts\":").quoted(item.alerts());
        out.ascii(",\"state\":").quoted(item.state().wire());
        if (item.clockSkewMs() != 0) {
            out.ascii(",\"clock_skew_ms\":").ascii(Double.toString(item.clockSkewMs()));
        }
        if (item.lateMs() != 0) {
            out.ascii(",\"late_ms\":").number(item.lateMs());
        }
        if (knownAt.isPresent()) {
            boolean known = !item.event().recordedAt().isAfter(knownAt.get());
            out.ascii(",\"known_then\":").ascii(Boolean.toString(known));
        }
        out.ascii("}");
    }

    private static void links(List<Link> links, JsonBytes out) {
        String separator = "[";
        for (Link link : links) {
            out.ascii(separator).ascii("{\"to\":").quoted(link.to());
            out.ascii(",\"basis\":").quoted(link.basis().wire());
            out.ascii(",\"proven\":").ascii(Boolean.toString(link.proven())).ascii("}");
            separator = ",";
        }
        out.ascii(links.isEmpty() ? "[]" : "]");
    }

    private static JsonBytes lanes(List<Lane> lanes) {
        var out = new JsonBytes((lanes.size() + 1) * LANE_BYTES);
        String separator = "[";
        for (Lane lane : lanes) {
            out.ascii(separator).ascii("{\"kind\":").quoted(lane.kind());
            out.ascii(",\"id\":").quoted(lane.id());
            if (lane.name() != null) {
                out.ascii(",\"name\":").quoted(lane.name());
            }
            out.ascii(",\"events\":").quoted(lane.events());
            out.ascii(",\"first_at\":").quoted(Micros.text(lane.firstAt()));
            out.ascii(",\"last_at\":").quoted(Micros.text(lane.lastAt())).ascii("}");
            separator = ",";
        }
        return out.ascii(lanes.isEmpty() ? "[]" : "]");
    }
}
