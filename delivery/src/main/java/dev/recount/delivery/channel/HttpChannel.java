package dev.recount.delivery.channel;

import dev.recount.delivery.retry.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A channel that is one HTTP request per message. */
public sealed interface HttpChannel extends Channel permits Webhook, PagerDuty, Alertmanager, Slack, Teams, Ntfy {

    /** The request that tells {@code message}, at the time of one attempt. */
    HttpCall call(Message message, Instant at);

    /** What an answer means. */
    default Verdict verdict(int status, @Nullable Duration retryAfter) {
        if (status >= 200 && status < 300) {
            return new Verdict.Delivered("HTTP " + status);
        }
        if (status == 410) {
            return new Verdict.Gone("HTTP 410: it wants no more");
        }
        boolean mayPass = status == 408 || status == 429 || status >= 500;
        return mayPass
                ? new Verdict.Later("HTTP " + status, retryAfter)
                : new Verdict.Refused(
                        "HTTP " + status + (status >= 300 && status < 400 ? ": redirects are not followed" : ""));
    }
}
