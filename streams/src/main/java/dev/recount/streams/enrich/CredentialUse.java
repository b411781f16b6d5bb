package dev.recount.streams.enrich;

import static java.util.Objects.requireNonNull;

import dev.recount.codec.Micros;
import dev.recount.event.Event;
import dev.recount.event.Phase;
import dev.recount.reference.CredentialEntry;
import dev.recount.streams.baseline.Sighting;
import dev.recount.streams.reference.Declared;
import dev.recount.streams.reference.Glob;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who holds a credential, where it is presented, how long it had slept, and whether it can do more than it is for. */
final class CredentialUse {

    private static final Set<String> WIDE =
            Set.of("*", "admin", "administrator", "administratoraccess", "root", "owner", "account", "full", "all");
    private static final Set<String> TEMPORARY =
            Set.of("session", "temporary", "aws_session_key", "oauth_access_token");
    private static final int DORMANT_DAYS = 30;
    private static final Pattern ADDRESS = Pattern.compile("[0-9.:\\[\\]]+");

    private CredentialUse() {}

    static void add(Scene scene, String key, Optional<Declared<CredentialEntry>> declared, Enrichment facts) {
        var event = scene.event();
        issued(scene, key, false).ifPresent(issuing -> facts.put(FactName.CREDENTIAL_ISSUED_EVENT, issuing.id()));
        issued(scene, key, true)
                .ifPresent(issuing -> facts.put(
                        FactName.CREDENTIAL_ROTATED_EVENT,
                        issuing.id(),
                        GovernanceFacts.rotator(scene, issuing)
                                .map(Declared::basis)
                                .orElse(null)));
        facts.put(FactName.CREDENTIAL_HAND, hand(event));
        var audience = requireNonNull(event.credential()).audience();
        facts.put(FactName.CREDENTIAL_AUDIENCE_SITE, audience == null ? null : site(audience));
        declared.ifPresent(entry -> {
            var body = entry.body();
            facts.put(FactName.CREDENTIAL_OVER_SCOPED, overScoped(body), entry.basis());
            if (audience != null && !body.audiences().isEmpty()) {
                boolean meant = body.audiences().stream().anyMatch(glob -> Glob.matches(glob, audience));
                facts.put(FactName.CREDENTIAL_AUDIENCE_MATCH, meant, entry.basis());
            }
        });
        if (event.phase() != Phase.DISCOVERED) {
            var days = dormantDays(scene, declared);
            facts.put(FactName.CREDENTIAL_DORMANT_DAYS, days);
            facts.put(FactName.CREDENTIAL_DORMANT, days == null ? null : days >= DORMANT_DAYS);
        }
    }

    /** Temporary credentials of a session are meant to be used at once; only what lasts is looked at. */
    private static Optional<Event> issued(Scene scene, String key, boolean byRotator) {
        return Past.latest(
                scene,
                scene.memory().issues(),
                Duration.ofHours(1),
                issuing -> key.equals(scene.book().canonicalCredential(String.valueOf(issuing.credentialKey())))
                        && !TEMPORARY.contains(String.valueOf(
                                requireNonNull(issuing.credential()).kind()))
                        && GovernanceFacts.rotator(scene, issuing).isPresent() == byRotator);
    }

    private static @Nullable String hand(Event event) {
        var workload = event.labels().get("workload_id");
        if (workload != null || event.actor() == null) {
            return workload;
        }
        return event.actor().onBehalfOf() != null
                ? event.actor().onBehalfOf()
                : event.actor().id();
    }

    /** {@code api.github.com} is {@code github.com}; an address stands for itself. */
    private static String site(String audience) {
        var host = audience.replaceFirst("^[a-z]+://", "")
                .replaceFirst("[/?#].*", "")
                .toLowerCase(Locale.ROOT);
        var labels = host.replaceFirst(":[0-9]+$", "").split("\\.", -1);
        if (labels.length < 3 || ADDRESS.matcher(host).matches()) {
            return String.join(".", labels);
        }
        return labels[labels.length - 2] + "." + labels[labels.length - 1];
    }

    private static @Nullable Boolean overScoped(CredentialEntry entry) {
        boolean narrow = !entry.verbs().isEmpty() || !entry.operations().isEmpty();
        if (!narrow || entry.scopes().isEmpty()) {
            return null;
        }
        return entry.scopes().stream().anyMatch(scope -> WIDE.contains(scope.toLowerCase(Locale.ROOT)));
    }

    /** Since it was last used, as its issuer or the sensor says, or as it was recorded; the latest of them counts. */
    private static @Nullable Long dormantDays(Scene scene, Optional<Declared<CredentialEntry>> declared) {
        var seen = HabitFacts.lastUse(scene, requireNonNull(scene.event().credentialKey()));
        var stated = statedDays(scene.event(), declared);
        if (stated.isEmpty() && seen.isEmpty()) {
            return null;
        }
        long days = Math.min(
                stated.orElse(Long.MAX_VALUE),
                seen.isEmpty() ? Long.MAX_VALUE : Sighting.day(scene.event()) - seen.getAsLong());
        var cadence = declared.map(entry -> entry.body().cadence())
                .map(CredentialUse::cadenceDays)
                .orElse(0L);
        return days <= cadence ? 0 : days;
    }

    private static Optional<Long> statedDays(Event event, Optional<Declared<CredentialEntry>> declared) {
        var label = event.labels().get("credential_last_used_at");
        Instant last =
                label == null ? declared.map(entry -> entry.body().lastUsedAt()).orElse(null) : Micros.parse(label);
        return last == null || last.isAfter(EventOrder.at(event))
                ? Optional.empty()
                : Optional.of(Duration.between(last, EventOrder.at(event)).toDays());
    }

    /** How many days may lie between two expected uses; a tenth more is still on time. */
    private static long cadenceDays(String cadence) {
        try {
            return LocalDate.EPOCH.plus(Period.parse(cadence)).toEpochDay() * 11 / 10;
        } catch (DateTimeException notPeriod) {
            return 0;
        }
    }
}
