package dev.recount.reference;

import dev.recount.event.Verb;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A registered job; the entry's id is the job's.
 *
 * @param identity actor id or glob that it runs as
 * @param selector globs of the resources it may touch
 * @param verbs what it may do to them; empty means any verb
 * @param schedule when it runs, in words
 */
public record AutomationEntry(
        @Nullable String identity,
        List<String> selector,
        List<Verb> verbs,
        @Nullable String schedule) {}
