package dev.recount.delivery.desk;

import dev.recount.alert.Incident;
import dev.recount.delivery.paging.Page;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Pages, by id and by incident, and which incidents' pages are left to the log. Owned by the desk's thread. */
final class PageTable {

    private final Map<String, Map<String, Page>> byIncident = new HashMap<>();
    private final Map<String, String> incidentsByAnchor = new HashMap<>();
    /** Only hashes: an incident that is wrongly taken for one of them is looked for in the log, and not found. */
    private final Set<Integer> retired = new HashSet<>();

    private final Measures measures;

    PageTable(Measures measures) {
        this.measures = measures;
    }

    /** Takes in a page, unless a later revision of it is known; says whether it did. */
    boolean put(Page page) {
        retired.remove(page.incidentId().hashCode());
        var pages = byIncident.computeIfAbsent(page.incidentId(), ignored -> new TreeMap<>());
        var known = pages.get(page.id());
        if (known != null && known.revision() >= page.revision()) {
            return false;
        }
        pages.put(page.id(), page);
        measures.pending(page.channel(), isPending(page) - isPending(known));
        if (!page.anchor().isEmpty()) {
            incidentsByAnchor.put(page.anchor(), page.incidentId());
        }
        return true;
    }

    private static int isPending(@Nullable Page page) {
        return page == null || page.pending() == null ? 0 : 1;
    }

    /** Lets go of the pages of incidents that did not change since {@code horizon} and have nothing on its way. */
    void retire(Instant horizon) {
        byIncident.entrySet().removeIf(entry -> {
            boolean old = entry.getValue().values().stream()
                    .allMatch(page -> page.pending() == null
                            && page.incident().updatedAt().isBefore(horizon));
            if (old) {
                retired.add(entry.getKey().hashCode());
                entry.getValue().values().forEach(page -> incidentsByAnchor.remove(page.anchor(), entry.getKey()));
            }
            return old;
        });
    }

    /** Whether pages of the incident may be in the log and are not here. */
    boolean isRetired(String incidentId) {
        return !byIncident.containsKey(incidentId) && retired.contains(incidentId.hashCode());
    }

    Optional<Page> page(String incidentId, String pageId) {
        return Optional.ofNullable(byIncident.getOrDefault(incidentId, Map.of()).get(pageId));
    }

    /** The pages of one incident. */
    List<Page> pages(String incidentId) {
        return List.copyOf(byIncident.getOrDefault(incidentId, Map.of()).values());
    }

    List<Page> all() {
        return byIncident.values().stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .toList();
    }

    /** The page that a channel has of an incident which became part of {@code incident}: same deeds, older name. */
    Optional<Page> former(Incident incident, String channel) {
        return incident.alerts().stream()
                .map(incidentsByAnchor::get)
                .filter(id -> id != null && !id.equals(incident.id()))
                .distinct()
                .map(id -> byIncident.getOrDefault(id, Map.of()).get(id + "/" + channel))
                .filter(page -> page != null && page.told() != null && page.inheritedBy() == null)
                .findFirst();
    }
}
