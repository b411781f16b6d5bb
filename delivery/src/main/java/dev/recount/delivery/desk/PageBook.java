package dev.recount.delivery.desk;

import dev.recount.alert.Incident;
import dev.recount.delivery.paging.Page;
import dev.recount.delivery.paging.Paging;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The pages that the desk holds, each of which is in the ledger too; old ones are only there. Owned by the desk's thread. */
final class PageBook {

    /** Pages of incidents that did not change for so long are left to the ledger. */
    static final Duration KEPT = Duration.ofDays(30);

    private final PageTable pages;
    private final Ledger ledger;

    PageBook(PageTable pages, Ledger ledger) {
        this.pages = pages;
        this.ledger = ledger;
    }

    void keep(Page page) {
        pages.put(page);
        ledger.keep(page);
    }

    /** Takes in what was kept, maybe by another instance; whether it was news. */
    boolean learn(Page page) {
        return pages.put(page);
    }

    /** Has the incident's pages at hand; whether there may be anything to say of it: an old one that is said again says nothing. */
    boolean recall(Incident incident, Instant now) {
        if (pages.isRetired(incident.id())) {
            if (incident.updatedAt().isBefore(now.minus(KEPT))) {
                return false;
            }
            ledger.kept(incident.id()).forEach(pages::put);
        }
        return true;
    }

    /** A page for an incident that the channel has not heard of: a new one, or that of an incident which became part of it. */
    Page begin(Incident incident, String channel) {
        var former = pages.former(incident, channel);
        former.ifPresent(page -> keep(Paging.inherited(page, incident.id())));
        return former.map(page -> Paging.inherit(incident, page)).orElseGet(() -> Paging.begin(incident, channel));
    }

    void retire(Instant now) {
        pages.retire(now.minus(KEPT));
    }

    boolean isRetired(String incidentId) {
        return pages.isRetired(incidentId);
    }

    /** What a channel has of an incident. */
    Optional<Page> page(String incidentId, String channel) {
        return pages.page(incidentId, incidentId + "/" + channel);
    }

    /** The page as it is known now. */
    Optional<Page> now(Page page) {
        return now(page.incidentId(), page.id());
    }

    /** The page of that id as it is known now. */
    Optional<Page> now(String incidentId, String pageId) {
        return pages.page(incidentId, pageId);
    }

    /** What a channel was told under a key, if the incident is still told under it. */
    Optional<Page> told(String channel, String key) {
        return pages.all().stream()
                .filter(page -> page.channel().equals(channel) && page.key().equals(key) && page.inheritedBy() == null)
                .findFirst();
    }

    List<Page> of(String incidentId) {
        return pages.pages(incidentId);
    }

    List<Page> all() {
        return pages.all();
    }
}
