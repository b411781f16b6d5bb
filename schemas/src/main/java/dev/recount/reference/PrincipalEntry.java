package dev.recount.reference;

import dev.recount.event.ActorKind;
import dev.recount.event.Verb;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is declared about an actor; the entry's id is the actor's id or a glob.
 *
 * @param kind what it is
 * @param owner who answers for it
 * @param environments where it may act; empty means not stated
 * @param verbs what it may do; empty means not stated
 */
public record PrincipalEntry(
        @Nullable ActorKind kind, @Nullable String owner, List<String> environments, List<Verb> verbs) {}
