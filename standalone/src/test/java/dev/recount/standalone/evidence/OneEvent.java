package dev.recount.standalone.evidence;

import dev.recount.alert.Alert;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.event.TestEvents;
import dev.recount.evidence.bundle.EnclosedRules;
import dev.recount.evidence.export.ExportSource;
import dev.recount.evidence.export.Selection;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** One event at the beginning of the one partition. */
final class OneEvent implements ExportSource {
    @Override
    public Optional<Collection<Place>> places(Selection selection) {
        return Optional.of(List.of(new Place(0, 0)));
    }

    @Override
    public List<byte[]> records(List<Place> places) {
        return List.of(RecordJson.of(Event.class).canonical(TestEvents.EVERYTHING));
    }

    @Override
    public Optional<Place> place(String event) {
        return Optional.of(new Place(0, 0));
    }

    @Override
    public List<Alert> alerts(Selection selection) {
        return List.of();
    }

    @Override
    public EnclosedRules rules(Collection<Alert> alerts) {
        return EnclosedRules.NONE;
    }
}
