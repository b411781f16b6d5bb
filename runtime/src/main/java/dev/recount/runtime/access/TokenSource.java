package dev.recount.runtime.access;

import java.util.Optional;

/** Knows some of the tokens that a server accepts. */
@FunctionalInterface
public interface TokenSource {

    /** Who holds this token; empty when it is none of this source's, or not good any more. */
    Optional<Caller> holderOf(String token);
}
