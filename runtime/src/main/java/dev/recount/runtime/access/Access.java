package dev.recount.runtime.access;

import java.util.List;
import java.util.Optional;

/**
 * Who may come in, and how often.
 *
 * @param sources asked in order until one knows the token
 * @param tenant whose installation this is; a token that names another tenant opens nothing. One installation serves one
 *     tenant: its topics, its disk and its keys are its own, so that no query can reach across
 * @param rate how often one caller may ask
 * @param denied told of every call that is turned away
 * @param cookie in which a browser may bring a token where it can send no header; empty for a server that has no such route
 */
public record Access(
        List<TokenSource> sources,
        Optional<String> tenant,
        RateLimit rate,
        DeniedCalls denied,
        Optional<SealedCookie> cookie) {

    public Access {
        sources = List.copyOf(sources);
    }

    /** These tokens, as often as they like and without cookies; nobody is told of what is denied. */
    public static Access of(TokenSource tokens) {
        return new Access(List.of(tokens), Optional.empty(), RateLimit.NONE, call -> {}, Optional.empty());
    }

    Optional<Caller> holderOf(String token) {
        return sources.stream()
                .map(source -> source.holderOf(token))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Whether the caller's token is meant for this installation. */
    boolean admits(Caller caller) {
        return caller.tenant() == null || tenant.filter(caller.tenant()::equals).isPresent();
    }
}
