package dev.recount.query.alert;

import dev.recount.alert.Alert;
import dev.recount.query.page.Place;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads of alerts, each in its latest revision. */
public interface AlertReads {

    Optional<Alert> alert(String id);

    /**
     * Alerts that pass {@code filter}, latest raised first, at the same time the greatest id first.
     *
     * @param after goes on behind the alert of this place; null begins at the latest
     * @param max at most so many
     */
    List<Alert> latest(@Nullable Place after, Predicate<Alert> filter, int max);

    /** Alerts that have the event among their evidence, by id. */
    default List<Alert> resting(String eventId) {
        return resting(List.of(eventId)).getOrDefault(eventId, List.of());
    }

    /** The same for many events at once; those on which nothing rests are left out. */
    Map<String, List<Alert>> resting(Collection<String> eventIds);
}
