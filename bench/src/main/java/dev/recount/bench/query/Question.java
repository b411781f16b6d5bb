package dev.recount.bench.query;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One question that every store is asked.
 *
 * @param from where the hour begins; null for all of time
 */
record Question(Kind kind, String id, @Nullable Instant from) {

    private static final Duration SPAN = Duration.ofHours(1);

    /** What is asked for: the parameter of the API, and the column of the table. */
    enum Kind {
        SESSION("session_id", "Q1 timeline of a 500-event session"),
        CREDENTIAL("credential_id", "Q2 uses of a credential in an hour"),
        ACTOR("agent_id", "Q3 actions of an agent in an hour"),
        RESOURCE("resource", "Q4 what was done to a resource in an hour");

        private final String column;
        private final String title;

        Kind(String column, String title) {
            this.column = column;
            this.title = title;
        }

        String column() {
            return column;
        }

        String title() {
            return title;
        }
    }

    /** The end of the hour, exclusive; null for all of time. */
    @Nullable
    Instant to() {
        return from == null ? null : from.plus(SPAN);
    }

    /** The question to the API; pages are as long as they may be. */
    String path() {
        var hour = from == null ? "" : "&from=" + from + "&to=" + to();
        return "/v1/timeline?limit=1000&" + kind.name().toLowerCase(Locale.ROOT) + "=" + Api.encoded(id) + hour;
    }
}
