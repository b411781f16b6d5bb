package dev.recount.query.rule;

import dev.recount.reference.RegistryEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Knows the rules that ship and what the registry's entries of the kind {@code rules} make of them. */
public interface RuleCatalogue {

    /**
     * A rule in force.
     *
     * @param version differs when what the rule says differs
     * @param live whether it was put live; else it ships
     * @param sigma the file it is from
     */
    record Rule(
            String id,
            String title,
            String level,
            @Nullable String author,
            List<String> tags,
            String version,
            boolean live,
            String sigma) {}

    /**
     * Something wrong with a text.
     *
     * @param line counted from 1
     * @param column counted from 1
     * @param detail field, offending value and what was expected
     */
    record Fault(int line, int column, String detail) {}

    /** The rules in force by all that had been entered at a moment, in the order of their ids. */
    List<Rule> inForce(Collection<RegistryEntry> entries, Instant at);

    /** Everything that keeps a text from being the rule {@code id} beside the rules in force. */
    List<Fault> faults(String id, String sigma, Collection<RegistryEntry> entries);
}
