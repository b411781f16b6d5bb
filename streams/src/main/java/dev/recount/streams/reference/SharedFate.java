package dev.recount.streams.reference;

import dev.recount.reference.ResourceEntry;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is lost when something else is, by what the registry says of it. */
public final class SharedFate {

    private SharedFate() {}

    /**
     * What goes with {@code id}: what its own entry names, by id or pattern, and the registered copies whose entry says that
     * they share its fate. A pattern that no registered copy answers to stands for itself.
     *
     * @param named what the entry of {@code id} names; empty where it has none
     * @param copies the registered copies of its protection group
     */
    public static Set<String> lostWith(String id, List<String> named, List<Declared<ResourceEntry>> copies) {
        Set<String> lost = new TreeSet<>();
        for (var copy : copies) {
            if (anyMatches(named, copy.id()) || anyMatches(copy.body().sharesFateWith(), id)) {
                lost.add(copy.id());
            }
        }
        named.stream()
                .filter(pattern -> lost.stream().noneMatch(copy -> Glob.matches(pattern, copy)))
                .forEach(lost::add);
        lost.remove(id);
        return lost;
    }

    private static boolean anyMatches(List<String> patterns, String id) {
        return patterns.stream().anyMatch(pattern -> Glob.matches(pattern, id));
    }
}
