package dev.recount.delivery.desk;

import dev.recount.alert.Incident;
import dev.recount.delivery.card.Surroundings;
import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.file.AlertsFile;
import dev.recount.delivery.outage.Outage;
import dev.recount.delivery.paging.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who is told of what, as one alerts file says.
 *
 * @param surroundings asked for teams, where a route asks for them
 */
record Audience(AlertsFile file, Surroundings surroundings) {

    /** Names of the channels that a route leads to. */
    Set<String> of(Incident incident) {
        return file.routing().channels(incident, teams(incident));
    }

    /** When the page may go out: {@code now}, or the end of quiet hours. */
    Instant openAt(Page page, Instant now) {
        if (Outage.isOne(page.incident())) {
            return file.routing().openAt(page.channel(), page.incident().severity(), now);
        }
        return file.routing().openAt(page.channel(), page.incident(), teams(page.incident()), now);
    }

    private List<String> teams(Incident incident) {
        return file.routing().asksForTeams() ? surroundings.teams(incident) : List.of();
    }

    /** In the order of the file. */
    List<Channel> channels() {
        return file.channels();
    }

    Optional<Channel> channel(String name) {
        return file.channel(name);
    }
}
