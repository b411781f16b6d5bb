package dev.recount.query;

import dev.recount.alert.Alert;
import dev.recount.alert.Incident;
import dev.recount.codec.Codecs;
import dev.recount.event.Event;
import dev.recount.event.EventFacts;
import dev.recount.query.index.IndexedViews;
import dev.recount.reference.RegistryEntry;
import dev.recount.streams.index.FoldedIndex;
import java.nio.file.Path;

/** The views over real databases. */
public final class IndexedFixture implements ViewsFixture {

    private final FoldedIndex index;
    private final Views views;

    public IndexedFixture(Path folder) {
        this.index = new FoldedIndex(folder);
        this.views = IndexedViews.of(index, Codecs.released());
    }

    @Override
    public void add(int partition, Event event) {
        index.add(partition, event);
    }

    @Override
    public void add(EventFacts facts) {
        index.add(Math.floorMod(facts.eventId().hashCode(), 3), facts);
    }

    @Override
    public void add(Alert alert) {
        index.add(alert);
    }

    @Override
    public void add(Incident incident) {
        index.add(incident);
    }

    @Override
    public void add(RegistryEntry entry) {
        index.add(entry);
    }

    @Override
    public Views views() {
        return views;
    }

    @Override
    public void close() {
        index.close();
    }
}
