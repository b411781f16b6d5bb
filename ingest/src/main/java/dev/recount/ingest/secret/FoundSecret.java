package dev.recount.ingest.secret;

import org.jspecify.annotations.Nullable;

/**
 * One secret that stood in the input, by name only.
 *
 * @param context the place it stood in
 * @param name the header, variable, option or field that named it; {@code null} where nothing did
 * @param providerRef the provider's public handle of the same secret (GitHub's {@code hashed_token}, {@code JTI=…} of a
 *     JWT); {@code null} where there is none
 * @param pointer JSON pointer of the string it stood in; empty for a plain text. Its own secrets are redacted, and it is
 *     cut after {@value JsonPath#SEGMENTS_MAX} segments
 */
public record FoundSecret(
        Fingerprint fingerprint,
        SecretKind kind,
        Confidence confidence,
        SecretContext context,
        @Nullable String name,
        @Nullable String providerRef,
        String pointer) {

    FoundSecret at(String newPointer) {
        return new FoundSecret(fingerprint, kind, confidence, context, name, providerRef, newPointer);
    }
}
