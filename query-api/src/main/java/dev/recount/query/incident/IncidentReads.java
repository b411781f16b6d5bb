package dev.recount.query.incident;

import dev.recount.alert.Incident;
import dev.recount.query.page.Place;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads of incidents in their latest state. */
public interface IncidentReads {

    Optional<Incident> incident(String id);

    /**
     * Incidents that pass {@code filter}, latest opened first, at the same time the greatest id first.
     *
     * @param after goes on behind the incident of this place; null begins at the latest
     * @param max at most so many
     */
    List<Incident> latest(@Nullable Place after, Predicate<Incident> filter, int max);
}
