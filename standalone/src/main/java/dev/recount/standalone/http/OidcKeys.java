package dev.recount.standalone.http;

import dev.recount.runtime.access.OidcTokens;
import dev.recount.runtime.settings.Key;
import dev.recount.runtime.settings.Keys;
import dev.recount.runtime.settings.Settings;
import dev.recount.runtime.settings.SettingsException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Settings of the identity provider whose tokens are taken. */
final class OidcKeys {

    private static final Key<String> ISSUER =
            Key.text("oidc.issuer", "Take this OpenID Connect provider's tokens: what their iss says.");

    private static final Key<URI> KEY_SET =
            Key.httpUri("oidc.keys", "The provider's JSON Web Key Set (its discovery document's jwks_uri).");

    private static final Key<String> AUDIENCE =
            Key.text("oidc.audience", "What the aud of a token must name.").orElse("recount");

    private static final Key<String> ROLES = Key.text(
                    "oidc.roles-claim", "The claim that holds a role of ours, or a list; the first that is one counts.")
            .orElse("roles");

    static final Keys KEYS = Keys.of(ISSUER, KEY_SET, AUDIENCE, ROLES);

    private OidcKeys() {}

    /** The provider, if one is set. */
    static Optional<OidcTokens.Provider> provider(Settings settings, Optional<String> tenant) {
        return settings.find(ISSUER)
                .map(issuer -> new OidcTokens.Provider(
                        issuer,
                        settings.get(AUDIENCE),
                        settings.find(KEY_SET).orElseThrow(OidcKeys::withoutKeys),
                        settings.get(ROLES),
                        tenant));
    }

    private static SettingsException withoutKeys() {
        return new SettingsException(
                List.of("oidc.keys: not set (expected: the provider's jwks_uri, because oidc.issuer is set)"));
    }
}
