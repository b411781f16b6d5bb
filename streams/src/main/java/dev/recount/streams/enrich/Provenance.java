package dev.recount.streams.enrich;

import dev.recount.event.Credential;
import dev.recount.event.Custody;
import dev.recount.event.Location;
import dev.recount.reference.CredentialEntry;
import dev.recount.streams.reference.Glob;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an actor came to hold a credential, judged from what sensors saw and from where it is meant to lie. */
final class Provenance {

    private Provenance() {}

    /**
     * {@code provisioned} when somebody meant the actor to hold it, {@code found} when it turned up elsewhere,
     * {@code typed_by_human}, else {@code unknown}.
     *
     * @param sighting the credential as the session first saw it
     */
    static String custody(Credential used, Optional<Credential> sighting, Optional<CredentialEntry> entry) {
        var stated = used.custody();
        if ((stated != null && stated.intended())
                || sighting.map(Credential::custody).filter(Custody::intended).isPresent()) {
            return Custody.PROVISIONED.wire();
        }
        if (stated == Custody.TYPED_BY_HUMAN
                || sighting.map(Credential::custody)
                        .filter(custody -> custody == Custody.TYPED_BY_HUMAN)
                        .isPresent()) {
            return Custody.TYPED_BY_HUMAN.wire();
        }
        var location = sighting.map(Credential::location).orElse(used.location());
        if (isDeclaredPlace(location, entry)) {
            return Custody.PROVISIONED.wire();
        }
        boolean declaresPlaces =
                entry.filter(body -> !body.locations().isEmpty()).isPresent();
        boolean ownPlace = location != null && Boolean.TRUE.equals(location.inTaskScope());
        if (!declaresPlaces && ownPlace) {
            return Custody.UNKNOWN.wire();
        }
        return sighting.isPresent() || stated == Custody.FOUND ? Custody.FOUND.wire() : Custody.UNKNOWN.wire();
    }

    private static boolean isDeclaredPlace(@Nullable Location location, Optional<CredentialEntry> entry) {
        var path = location == null ? null : location.path();
        return path != null
                && entry.filter(body -> body.locations().stream().anyMatch(place -> lies(place, path)))
                        .isPresent();
    }

    /** A declared place is relative to any checkout: {@code app/.env} covers {@code /home/dana/shop/app/.env}. */
    private static boolean lies(String place, String path) {
        return Glob.matches(place, path) || Glob.matches("*/" + place, path);
    }

    /** Where it was seen, for a sentence: the path, else the kind of place. */
    static @Nullable String place(@Nullable Credential seen) {
        var location = seen == null ? null : seen.location();
        if (location == null) {
            return null;
        }
        return location.path() != null ? location.path() : location.kind();
    }
}
