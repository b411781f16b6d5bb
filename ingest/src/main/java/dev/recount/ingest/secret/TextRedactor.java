package dev.recount.ingest.secret;

import org.jspecify.annotations.Nullable;

/**
 * Redacts one text. Redacting a redacted text changes nothing. Safe for use by many threads; time is linear in the
 * length of the text, and a clean text is returned as it is.
 */
public final class TextRedactor {
    private final SecretScanner scanner = new SecretScanner();
    private final Findings findings;

    public TextRedactor(Fingerprinter fingerprinter) {
        findings = new Findings(fingerprinter);
    }

    /** Replaces every secret of the text, wherever else in it the same secret stands too. */
    public Redaction redact(String text) {
        return redact(scanner.scan(text), text);
    }

    /** As {@link #redact(String)}, for the value of a field, header or variable of this name. */
    public Redaction redactNamed(String name, String text) {
        SecretName secretName = SecretName.of(name);
        return redact(secretName == null ? scanner.scan(text) : scanner.scan(text, name, secretName), text);
    }

    /**
     * Whether a text may hold a secret. When it does not, then neither {@link #redact} nor a {@link JsonRedactor} would
     * find one in it; in the canonical JSON of a document every name and string stands verbatim or with a backslash.
     */
    public boolean mayHoldSecret(String text) {
        return text.indexOf('\\') >= 0 || scanner.wakes(text);
    }

    private Redaction redact(@Nullable Scan scan, String text) {
        if (scan == null) {
            return Redaction.clean(text);
        }
        KnownLiterals.of(scan.findings).inspect(scan);
        return findings.redact(scan);
    }
}
