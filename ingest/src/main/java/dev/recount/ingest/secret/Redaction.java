package dev.recount.ingest.secret;

import java.util.List;

/**
 * A text after redaction.
 *
 * @param text the text with every secret replaced by {@code [REDACTED:<kind>:<fp8>]}; the very same string when it was
 *     clean
 * @param secrets what was replaced, in order of position
 * @param providerIds public handles that were seen and kept
 */
public record Redaction(String text, List<FoundSecret> secrets, List<ProviderId> providerIds) {
    public Redaction {
        secrets = List.copyOf(secrets);
        providerIds = List.copyOf(providerIds);
    }

    static Redaction clean(String text) {
        return new Redaction(text, List.of(), List.of());
    }

    public boolean isClean() {
        return secrets.isEmpty();
    }
}
