package dev.recount.query.incident;

import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.query.credential.Names;
import dev.recount.query.event.TimeRange;
import dev.recount.query.event.TimelineReads;
import dev.recount.streams.index.Dimension;
import dev.recount.streams.index.IndexEntry;
import dev.recount.streams.index.Sighting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Goes through what the index says of a credential, latest first: counts all of it and picks which events are to be read. What
 * tells most, how it came to be, where it was found, when it was revoked and what it destroyed, before plain uses.
 */
final class LifeWalk {

    private static final int STEP = 8_192;

    private final TimelineReads timelines;
    private final long asOfMicros;
    private final int eventsMax;
    private final Set<IndexEntry> seen = new HashSet<>();
    private final List<IndexEntry> telling = new ArrayList<>();
    private final List<IndexEntry> uses = new ArrayList<>();
    private int left;
    private boolean isCut;
    private long issued;
    private long found;
    private long used;
    private long revoked;

    /**
     * @param asOfMicros what was recorded later does not count
     * @param eventsMax how many events are picked
     * @param walkMax how many are looked at
     */
    LifeWalk(TimelineReads timelines, long asOfMicros, int eventsMax, int walkMax) {
        this.timelines = timelines;
        this.asOfMicros = asOfMicros;
        this.eventsMax = eventsMax;
        this.left = walkMax;
    }

    /** Goes through everything in {@code range} under any of {@code names}. */
    void through(Names names, TimeRange range) {
        isCut |= names.isCut();
        for (String name : names.all()) {
            through(name, range, names.all().size() > 1);
        }
    }

    /** @param isMany whether what has this name can have another as well, and so come again */
    private void through(String name, TimeRange range, boolean isMany) {
        IndexEntry last = null;
        while (left > 0) {
            int step = Math.min(STEP, left);
            var some = timelines.sightings(Dimension.CREDENTIAL, name, range, last, true, step);
            some.stream()
                    .filter(one -> one.entry().recordedAtMicros() <= asOfMicros)
                    .filter(one -> !isMany || seen.add(one.entry()))
                    .forEach(this::see);
            left -= some.size();
            if (some.size() < step) {
                return;
            }
            last = some.get(step - 1).entry();
        }
        isCut = true;
    }

    private void see(Sighting one) {
        boolean isCredential = one.type() == EventType.CREDENTIAL;
        boolean isIssued = isCredential && (one.phase() == Phase.ISSUED || one.phase() == Phase.ROTATED);
        boolean isFound = isCredential && one.phase() == Phase.DISCOVERED;
        boolean isRevoked = isCredential && one.phase() == Phase.REVOKED;
        boolean isUse = one.type() == EventType.ACTION || (isCredential && one.phase() == Phase.USED);
        issued += isIssued ? 1 : 0;
        found += isFound ? 1 : 0;
        revoked += isRevoked ? 1 : 0;
        used += isUse ? 1 : 0;
        boolean destroys = one.verb() != null && one.verb().destroys();
        if (isIssued || isFound || isRevoked || (isUse && destroys)) {
            pick(telling, one);
        } else if (isUse) {
            pick(uses, one);
        }
    }

    private void pick(List<IndexEntry> picked, Sighting one) {
        if (picked.size() < eventsMax) {
            picked.add(one.entry());
        } else {
            isCut = true;
        }
    }

    /** The events to be read, in no order. */
    List<IndexEntry> picked() {
        var picked = new ArrayList<>(telling);
        int room = Math.min(uses.size(), eventsMax - telling.size());
        isCut |= room < uses.size();
        picked.addAll(uses.subList(0, room));
        return picked;
    }

    /**
     * What was counted, to be asked after {@link #picked}.
     *
     * @param minted how many others it issued
     * @param mintedMax how many of them are read
     */
    Tally tally(int minted, int mintedMax) {
        return new Tally(issued, found, used, minted, revoked, isCut || minted > mintedMax);
    }
}
