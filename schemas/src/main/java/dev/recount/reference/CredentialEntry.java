package dev.recount.reference;

import dev.recount.event.Custody;
import dev.recount.event.Verb;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is declared about a credential; the entry's id is its fingerprint or the provider's handle.
 *
 * @param issuedTo actor id or glob that it was made for
 * @param owner who answers for it
 * @param purpose in words
 * @param verbs what it is for; empty means not stated
 * @param operations operation names or globs it is for; empty means not stated
 * @param environments where it is for; empty means not stated
 * @param scopes what the provider really lets it do
 * @param locations paths or globs where it is meant to lie
 * @param custody how its holder is meant to come by it
 * @param aliases other names of the same credential: provider id beside a fingerprint
 * @param expiresAt when it ends
 * @param cadence how often it is expected to be used, ISO 8601 duration
 * @param lastUsedAt when its issuer last saw it used, as of the entry
 * @param audiences hosts, or globs of hosts, that it may be presented to; empty means not stated
 */
public record CredentialEntry(
        @Nullable String issuedTo,
        @Nullable String owner,
        @Nullable String purpose,
        List<Verb> verbs,
        List<String> operations,
        List<String> environments,
        List<String> scopes,
        List<String> locations,
        @Nullable Custody custody,
        List<String> aliases,
        @Nullable Instant expiresAt,
        @Nullable String cadence,
        @Nullable Instant lastUsedAt,
        List<String> audiences) {}
