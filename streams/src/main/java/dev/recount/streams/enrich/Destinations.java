package dev.recount.streams.enrich;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where something goes, and how far that place is trusted. Cloud calls name the place in their arguments. */
final class Destinations {

    private static final Set<String> ACCOUNTS =
            Set.of("userId", "group", "valuesToAdd", "organizationArn", "organizationalUnitArn");
    private static final List<String> TRUSTS = List.of("internal", "partner", "external");
    /** What stands for everybody in the permissions of AWS. */
    private static final String EVERYBODY = "all";

    private Destinations() {}

    static void add(Scene scene, Enrichment facts) {
        var event = scene.event();
        var stated = event.destination();
        if (stated == null || stated.ref() == null) {
            if (ContentFacts.isOutward(event.verb())) {
                inArguments(scene, facts);
            }
            return;
        }
        facts.put(FactName.DESTINATION_REF, stated.ref());
        trust(scene, List.of(stated.ref()), facts);
    }

    /** A share that only takes permissions back has no destination any more, and says {@code removed}. */
    private static void inArguments(Scene scene, Enrichment facts) {
        var arguments = arguments(scene.event());
        List<String> accounts = new ArrayList<>();
        collect(arguments, false, accounts);
        boolean removes = arguments.toString().contains("\"remove\"")
                || arguments.path("valuesToRemove").size() > 0
                || arguments.path("operationType").asText().equals("remove");
        if (!accounts.isEmpty()) {
            facts.put(FactName.DESTINATION_REF, String.join(", ", accounts));
            trust(scene, accounts, facts);
        } else if (removes) {
            facts.put(FactName.DESTINATION_REF, "removed");
        }
    }

    private static void collect(JsonNode node, boolean wanted, List<String> accounts) {
        if (node.isObject()) {
            node.properties().forEach(field -> {
                if (!field.getKey().equals("remove") && !field.getKey().equals("valuesToRemove")) {
                    collect(field.getValue(), ACCOUNTS.contains(field.getKey()), accounts);
                }
            });
        } else if (node.isArray()) {
            node.forEach(element -> collect(element, wanted, accounts));
        } else if (wanted && node.isValueNode()) {
            accounts.add(node.asText());
        }
    }

    /** Of several places the least trusted counts; one that nobody knows leaves it unknown. */
    private static void trust(Scene scene, List<String> refs, Enrichment facts) {
        List<String> known = new ArrayList<>();
        @Nullable String basis = null;
        for (String ref : refs) {
            scene.footprint().resource(ref);
            var entry = scene.book().destination(ref, scene.at());
            var trust =
                    entry.map(declared -> declared.body().trust()).orElse(ref.equals(EVERYBODY) ? "external" : null);
            if (trust != null) {
                known.add(trust);
                basis = entry.map(declared -> declared.basis()).orElse(basis);
            }
        }
        var because = basis;
        if (known.contains("external") || known.size() == refs.size()) {
            known.stream()
                    .max(Comparator.comparingInt(TRUSTS::indexOf))
                    .ifPresent(trust -> facts.put(FactName.DESTINATION_TRUST, trust, because));
        }
    }

    private static JsonNode arguments(Event event) {
        var action = event.action();
        try {
            return action == null || action.arguments() == null
                    ? RecordJson.MAPPER.createObjectNode()
                    : RecordJson.MAPPER.readTree(action.arguments().text());
        } catch (JsonProcessingException notJson) {
            return RecordJson.MAPPER.createObjectNode();
        }
    }
}
