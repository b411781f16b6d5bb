package dev.recount.sigma.parse;

import com.google.re2j.Pattern;
import dev.recount.sigma.rule.Level;
import dev.recount.sigma.rule.Related;
import dev.recount.sigma.rule.RuleMetadata;
import dev.recount.sigma.rule.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the descriptive attributes, with the limits of the specification's JSON schemas. */
final class MetadataParser {

    private static final int TITLE_CHARS_MAX = 256;
    private static final int DESCRIPTION_CHARS_MAX = 65_535;
    private static final int ENTRY_CHARS_MIN = 2;
    private static final Pattern DATE = Pattern.compile("\\d{4}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern TAG = Pattern.compile("[a-z0-9_-]+\\.[a-z0-9._-]+");
    private static final Set<String> KNOWN = Set.of(
            "title",
            "id",
            "name",
            "description",
            "status",
            "level",
            "author",
            "license",
            "date",
            "modified",
            "taxonomy",
            "references",
            "tags",
            "falsepositives",
            "fields",
            "scope",
            "related",
            "logsource",
            "detection",
            "correlation",
            "filter",
            "generate");

    private final Section document;

    MetadataParser(Section document) {
        this.document = document;
    }

    RuleMetadata parse() {
        document.require("title", "a title");
        String title = document.text("title", TITLE_CHARS_MAX);
        if (document.get("action") != null) {
            document.fault("action", "action", "separate documents; Sigma 2 has no action");
        }
        return new RuleMetadata(
                title == null ? "" : title,
                document.text("id", UUID, "a UUID"),
                document.text("name", TITLE_CHARS_MAX),
                document.text("description", DESCRIPTION_CHARS_MAX),
                document.oneOf("status", Status.class),
                document.oneOf("level", Level.class),
                document.text("author", Integer.MAX_VALUE),
                document.text("license", Integer.MAX_VALUE),
                document.text("date", DATE, "a date as YYYY-MM-DD"),
                document.text("modified", DATE, "a date as YYYY-MM-DD"),
                document.text("taxonomy", TITLE_CHARS_MAX),
                document.texts("references", 0),
                tags(),
                falsePositives(),
                document.texts("fields", 0),
                document.texts("scope", ENTRY_CHARS_MIN),
                related(),
                custom());
    }

    private List<String> tags() {
        List<String> tags = document.texts("tags", 0);
        for (String tag : tags) {
            if (!TAG.matches(tag)) {
                document.fault("tags", tag, "a tag as namespace.name in lower case");
            }
        }
        return tags;
    }

    /** A correlation may give a single text. */
    private List<String> falsePositives() {
        Node value = document.get("falsepositives");
        boolean correlation = document.get("correlation") != null;
        if (correlation
                && value != null
                && Scalars.isText(value)
                && Scalars.text(value).length() >= ENTRY_CHARS_MIN) {
            return List.of(Scalars.text(value));
        }
        return document.texts("falsepositives", ENTRY_CHARS_MIN);
    }

    private List<Related> related() {
        Node value = document.get("related");
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof SequenceNode sequence)) {
            document.problems().add(value, "related", "a list of maps with id and type");
            return List.of();
        }
        List<Related> related = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            if (element instanceof MappingNode mapping) {
                Section entry = new Section(mapping, "related", document.problems());
                entry.require("id", "a UUID");
                entry.require("type", "the kind of relation");
                String id = entry.text("id", UUID, "a UUID");
                Related.Type type = entry.oneOf("type", Related.Type.class);
                if (id != null && type != null) {
                    related.add(new Related(id, type));
                }
            } else {
                document.problems().add(element, "related", "a map with id and type");
            }
        }
        return related;
    }

    private Map<String, @Nullable Object> custom() {
        Map<String, @Nullable Object> custom = new LinkedHashMap<>();
        for (String key : document.keys()) {
            Node value = document.get(key);
            if (!KNOWN.contains(key) && value != null) {
                custom.put(key, Scalars.plain(value));
            }
        }
        return Collections.unmodifiableMap(custom);
    }
}
