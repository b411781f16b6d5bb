package dev.recount.streams.enrich;

import dev.recount.event.Event;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.reference.ResourceEntry;
import dev.recount.streams.reference.Declared;
import dev.recount.streams.reference.SharedFate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What can still be brought back after a destruction: which copies go with it and which stay. */
final class RecoveryFacts {

    private RecoveryFacts() {}

    static void add(Scene scene, Enrichment facts) {
        var verb = scene.verb();
        var id = scene.resourceId();
        if (verb == null || !verb.destroys() || id == null) {
            return;
        }
        var group = facts.text(FactName.RESOURCE_PROTECTION_GROUP);
        List<Declared<ResourceEntry>> copies =
                group == null ? List.of() : scene.book().group(group, scene.at());
        var fate = lostWith(scene, id, copies);
        facts.put(FactName.RECOVERY_LOST_WITH_IT, List.copyOf(fate));
        if (scene.resource(id).isPresent()) {
            facts.put(FactName.RECOVERY_SHARES_FATE, !fate.isEmpty());
        }
        if (!copies.isEmpty()) {
            survivors(scene, id, copies, facts);
        }
    }

    private static Set<String> lostWith(Scene scene, String id, List<Declared<ResourceEntry>> copies) {
        List<String> named =
                scene.resource(id).map(entry -> entry.body().sharesFateWith()).orElse(List.of());
        return SharedFate.lostWith(id, named, copies);
    }

    private static void survivors(Scene scene, String id, List<Declared<ResourceEntry>> copies, Enrichment facts) {
        Set<String> lost = new HashSet<>();
        lost.add(id);
        lost.addAll(lostWith(scene, id, copies));
        scene.memory().events().filter(event -> destroyedBefore(scene, event)).forEach(event -> {
            var gone = String.valueOf(scene.memory().resourceOf(event));
            lost.add(gone);
            lost.addAll(lostWith(scene, gone, copies));
        });
        List<String> surviving = new ArrayList<>();
        for (var copy : copies) {
            if (!lost.contains(copy.id())) {
                surviving.add(copy.id());
            }
        }
        facts.put(FactName.RECOVERY_SURVIVING, surviving);
        facts.put(FactName.RECOVERY_LAST_PATH, surviving.isEmpty());
    }

    private static boolean destroyedBefore(Scene scene, Event event) {
        var verb = scene.memory().verbOf(event);
        return scene.memory().resourceOf(event) != null
                && verb != null
                && verb.destroys()
                && event.type() != EventType.CREDENTIAL
                && event.phase() != Phase.FAILED
                && event.phase() != Phase.DENIED
                && EventOrder.mayPrecede(event, scene.event());
    }
}
