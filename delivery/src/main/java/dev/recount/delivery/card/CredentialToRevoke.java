package dev.recount.delivery.card;

import java.util.List;

/**
 * A credential to revoke.
 *
 * @param name fingerprint or the provider's handle
 * @param why in words, the weightiest first
 */
public record CredentialToRevoke(String name, List<String> why) {
    public CredentialToRevoke {
        why = List.copyOf(why);
    }
}
