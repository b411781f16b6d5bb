package dev.recount.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session was asked to do. Without it "outside the task" is undefined.
 *
 * @param ref the ticket, prompt or job
 * @param environments where it may act; empty when not stated
 * @param verbs what it may do; empty when not stated
 * @param resources ids or globs it may touch; empty when not stated
 * @param purpose in words
 */
public record Task(
        @Nullable String ref,
        List<String> environments,
        List<Verb> verbs,
        List<String> resources,
        @Nullable String purpose) {
    public Task {
        environments = List.copyOf(environments);
        verbs = List.copyOf(verbs);
        resources = List.copyOf(resources);
    }
}
