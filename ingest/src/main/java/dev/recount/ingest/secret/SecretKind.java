package dev.recount.ingest.secret;

import java.util.EnumSet;
import java.util.Locale;

/** What kind of secret was found; {@link #wire()} is its name in events and redaction markers. */
public enum SecretKind {
    GITHUB_TOKEN,
    GITLAB_TOKEN,
    SLACK_TOKEN,
    SLACK_WEBHOOK,
    WEBHOOK_URL,
    ANTHROPIC_KEY,
    OPENAI_KEY,
    VAULT_TOKEN,
    GOOGLE_API_KEY,
    GOOGLE_OAUTH_TOKEN,
    AWS_SECRET_KEY,
    AWS_SESSION_TOKEN,
    AZURE_STORAGE_KEY,
    AZURE_SAS,
    AZURE_CLIENT_SECRET,
    RAILWAY_TOKEN,
    HEROKU_KEY,
    FLY_TOKEN,
    DIGITALOCEAN_TOKEN,
    CLOUDFLARE_TOKEN,
    STRIPE_KEY,
    WEBHOOK_SECRET,
    SENDGRID_KEY,
    MAILGUN_KEY,
    TWILIO_KEY,
    NPM_TOKEN,
    PYPI_TOKEN,
    NTFY_TOKEN,
    SERVICE_TOKEN,
    JWT,
    PRIVATE_KEY,
    SESSION_COOKIE,
    BEARER,
    BASIC,
    CONNECTION_STRING_PASSWORD,
    PASSWORD,
    API_KEY,
    SECRET,
    TOKEN;

    private final String wire = name().toLowerCase(Locale.ROOT);

    public String wire() {
        return wire;
    }

    /** Whether the kind says who issued the secret, or what it is made of, rather than only where it stood. */
    boolean isSpecific() {
        return !EnumSet.range(SESSION_COOKIE, TOKEN).contains(this);
    }
}
