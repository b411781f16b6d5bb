package dev.recount.sigma.correlate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a reader of the changes believes to be true. */
final class Announced {

    private final Map<String, Firing> firings = new HashMap<>();

    void apply(List<Change> changes) {
        for (Change change : changes) {
            Firing firing = change.firing();
            Firing before =
                    change instanceof Change.Retracted ? firings.remove(firing.id()) : firings.put(firing.id(), firing);
            if ((before == null) != (change instanceof Change.Fired)) {
                throw new AssertionError("a change that does not fit what was told before: " + change);
            }
        }
    }

    List<Firing> all() {
        List<Firing> all = new ArrayList<>();
        byTime().values().forEach(all::addAll);
        return all;
    }

    Map<Long, List<Firing>> byTime() {
        Map<Long, List<Firing>> byTime = new TreeMap<>();
        firings.values().stream()
                .sorted(java.util.Comparator.comparing(firing -> String.valueOf(firing.group())))
                .forEach(firing -> byTime.computeIfAbsent(firing.firstFireMicros(), t -> new ArrayList<>())
                        .add(firing));
        return byTime;
    }
}
