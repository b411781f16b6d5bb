package dev.recount.ingest.secret;

/**
 * A public handle of a credential that stood in the input and was left in clear, such as an AWS access key id.
 *
 * @param kind {@code aws_access_key_id} for a long-term key ({@code AKIA…}), {@code aws_temporary_key_id} for a session
 *     ({@code ASIA…})
 * @param pointer JSON pointer of the string it stood in; empty for a plain text
 */
public record ProviderId(String kind, String id, String pointer) {
    ProviderId at(String newPointer) {
        return new ProviderId(kind, id, newPointer);
    }
}
