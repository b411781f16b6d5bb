package dev.recount.query.credential;

/**
 * Another name of a credential.
 *
 * @param name a fingerprint or a provider's handle
 * @param recordedAtMicros when an event that says so was first recorded, microseconds since 1970
 */
public record OtherName(String name, long recordedAtMicros) {}
