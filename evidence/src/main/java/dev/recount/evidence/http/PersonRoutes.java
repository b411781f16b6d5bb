package dev.recount.evidence.http;

import static dev.recount.runtime.access.Role.COMPLIANCE;

import dev.recount.evidence.erasure.KeptPersons;
import dev.recount.evidence.erasure.LegalHold;
import dev.recount.runtime.RouteGroup;
import io.javalin.config.RoutesConfig;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** Persons: who a pseudonym stands for, and their erasure. */
public final class PersonRoutes implements RouteGroup {

    private final PersonHandlers persons;

    /**
     * Wires the routes.
     *
     * @param holds the legal holds that are in force
     */
    public PersonRoutes(KeptPersons persons, Supplier<List<LegalHold>> holds, ReadRecord record, Clock clock) {
        this.persons = new PersonHandlers(persons, holds, new Acts(record, clock), clock);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/v1/erasures", persons::erase, COMPLIANCE);
        routes.post("/v1/persons/find", persons::find, COMPLIANCE);
        routes.post("/v1/persons/reveal", persons::reveal, COMPLIANCE);
    }
}
