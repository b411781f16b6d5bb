package dev.recount.event;

import org.jspecify.annotations.Nullable;

/**
 * A credential, known by its fingerprint or its public handle and never by its secret.
 *
 * @param fingerprint keyed HMAC-SHA-256 of the canonical secret
 * @param kind {@code bearer}, {@code aws_access_key}, {@code password}, …
 * @param providerId the provider's public handle, such as an AWS access key id
 * @param custody how the actor came to hold it, as the sensor saw it
 * @param location where it became readable
 * @param audience the host or service it was presented to
 * @param mintedFrom fingerprint or provider id of the credential that issued this one
 * @param issuedTo the actor it was issued to, on lifecycle events
 */
public record Credential(
        @Nullable String fingerprint,
        @Nullable String kind,
        @Nullable String providerId,
        @Nullable Custody custody,
        @Nullable Location location,
        @Nullable String audience,
        @Nullable String mintedFrom,
        @Nullable String issuedTo) {

    /** The name that joins sightings of this credential: the fingerprint, else the provider's handle. */
    public @Nullable String key() {
        return fingerprint != null ? fingerprint : providerId;
    }
}
