package dev.recount.evidence.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Validates events against the schema files of an OCSF release: required and unknown attributes, profiles, types, enums,
 * patterns and constraints.
 */
public final class OcsfValidator {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** An attribute of a class or an object: what its definitions along the chain of inheritance say together. */
    private static final class Attribute {
        String requirement = "optional";
        String profile = "";
        final Set<String> values = new TreeSet<>();
    }

    private record Definition(Map<String, Attribute> attributes, List<String> atLeastOne) {}

    private final Path folder;
    private final Map<String, Path> previewed = new HashMap<>();
    private final ObjectNode dictionary;
    private final Map<String, Path> files = new HashMap<>();
    private final Map<String, Definition> definitions = new HashMap<>();
    private final List<String> errors = new ArrayList<>();

    /** @param folder of one release: {@code dictionary.json}, {@code events}, {@code objects}, {@code profiles} */
    public OcsfValidator(Path folder) throws IOException {
        this.folder = folder;
        this.dictionary =
                (ObjectNode) MAPPER.readTree(folder.resolve("dictionary.json").toFile());
        for (String kind : List.of("events", "objects")) {
            try (Stream<Path> found = Files.walk(folder.resolve(kind))) {
                found.filter(file -> file.toString().endsWith(".json"))
                        .forEach(file -> files.put(kind + "/" + name(file), file));
            }
        }
    }

    /**
     * Puts the files of a coming release, of which there are only some, in the place of those of this one.
     *
     * @param arrived types of attributes that the dictionary of this release does not have, by name
     */
    public OcsfValidator with(Path preview, Map<String, String> arrived) throws IOException {
        try (Stream<Path> found = Files.walk(preview)) {
            found.filter(file -> file.toString().endsWith(".json")).forEach(file -> {
                var kind = file.getParent().getFileName();
                files.put(kind + "/" + name(file), file);
                previewed.put(kind + "/" + file.getFileName(), file);
            });
        }
        var attributes = (ObjectNode) dictionary.get("attributes");
        arrived.forEach((name, type) -> attributes.putObject(name).put("type", type));
        return this;
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".json", "");
    }

    /** Everything that is wrong with an event of a class, such as {@code api_activity}. */
    public List<String> errors(JsonNode event, String className) {
        errors.clear();
        var profiles = new TreeSet<String>();
        event.at("/metadata/profiles").forEach(profile -> profiles.add(profile.asText()));
        object("", event, definition("events/" + className), profiles);
        long classUid = event.path("class_uid").asLong();
        if (event.path("type_uid").asLong()
                        != classUid * 100 + event.path("activity_id").asLong()
                || classUid / 1000 != event.path("category_uid").asLong()
                || classUid % 1000
                        != read(files.get("events/" + className)).path("uid").asLong()) {
            errors.add("type_uid, class_uid and category_uid do not fit each other");
        }
        return List.copyOf(errors);
    }

    private static JsonNode read(Path file) {
        try {
            return MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Definition definition(String key) {
        var known = definitions.get(key);
        if (known == null) {
            known = merged(key);
            definitions.put(key, known);
        }
        return known;
    }

    private Definition merged(String key) {
        var json = read(files.get(key));
        var attributes = new LinkedHashMap<String, Attribute>();
        var atLeastOne = new ArrayList<String>();
        if (json.has("extends")) {
            var parent = definition(
                    key.substring(0, key.indexOf('/') + 1) + json.get("extends").asText());
            attributes.putAll(parent.attributes());
            atLeastOne.addAll(parent.atLeastOne());
        }
        json.at("/attributes/$include").forEach(include -> {
            var profile = read(previewed.getOrDefault(include.asText(), folder.resolve(include.asText())));
            add(attributes, profile.path("attributes"), profile.path("name").asText());
        });
        add(attributes, json.path("attributes"), "");
        if (json.at("/constraints/at_least_one").isArray()) {
            atLeastOne.clear();
            json.at("/constraints/at_least_one").forEach(name -> atLeastOne.add(name.asText()));
        }
        return new Definition(attributes, atLeastOne);
    }

    private static void add(Map<String, Attribute> attributes, JsonNode added, String profile) {
        added.properties().forEach(entry -> {
            if (entry.getKey().startsWith("$")) {
                return;
            }
            var before = attributes.get(entry.getKey());
            var attribute = new Attribute();
            attribute.profile = before == null ? profile : before.profile;
            if (before != null) {
                attribute.requirement = before.requirement;
                attribute.values.addAll(before.values);
            }
            if (entry.getValue().has("profile")) {
                attribute.profile = entry.getValue().path("profile").asText("").replace("null", "");
            }
            attribute.requirement = entry.getValue().path("requirement").asText(attribute.requirement);
            entry.getValue().path("enum").fieldNames().forEachRemaining(attribute.values::add);
            attributes.put(entry.getKey(), attribute);
        });
    }

    private void object(String path, JsonNode object, Definition definition, Set<String> profiles) {
        if (!object.isObject()) {
            errors.add(path + " is no object");
            return;
        }
        definition.attributes().forEach((name, attribute) -> {
            boolean active = attribute.profile.isEmpty() || profiles.contains(attribute.profile);
            if (active && attribute.requirement.equals("required") && !object.has(name)) {
                errors.add(path + "/" + name + " is required");
            }
        });
        if (!definition.atLeastOne().isEmpty()
                && definition.atLeastOne().stream().noneMatch(object::has)) {
            errors.add(path + " has none of " + definition.atLeastOne());
        }
        object.properties().forEach(entry -> {
            var attribute = definition.attributes().get(entry.getKey());
            var at = path + "/" + entry.getKey();
            if (attribute == null || !(attribute.profile.isEmpty() || profiles.contains(attribute.profile))) {
                errors.add(at + " is unknown here");
            } else {
                attribute(at, entry.getKey(), entry.getValue(), attribute, profiles);
            }
        });
    }

    private void attribute(String path, String name, JsonNode value, Attribute attribute, Set<String> profiles) {
        var described = dictionary.path("attributes").path(name);
        if (described.path("is_array").asBoolean()) {
            if (!value.isArray()) {
                errors.add(path + " is no array");
            }
            value.forEach(element -> one(path, described.path("type").asText(), element, profiles));
        } else {
            one(path, described.path("type").asText(), value, profiles);
        }
        var values = new TreeSet<>(attribute.values);
        described.path("enum").fieldNames().forEachRemaining(values::add);
        // The schema's own compiler puts these two together from category and class; they are checked by themselves.
        boolean compiled = name.equals("category_uid") || name.equals("class_uid");
        if (!compiled && !values.isEmpty() && !values.contains(value.asText())) {
            errors.add(path + " is " + value + " (expected: one of " + values + ")");
        }
    }

    private void one(String path, String type, JsonNode value, Set<String> profiles) {
        if (!type.endsWith("_t")) {
            if (!type.equals("object")) {
                object(path, value, definition("objects/" + type), profiles);
            } else if (!value.isObject()) {
                errors.add(path + " is no object");
            }
            return;
        }
        var described = dictionary.at("/types/attributes").path(type);
        if (described.has("type")) {
            one(path, described.get("type").asText(), value, profiles);
        } else if (!fits(type, value)) {
            errors.add(path + " is no " + type);
        }
        if (described.has("regex")
                && !Pattern.compile(described.get("regex").asText())
                        .matcher(value.asText())
                        .find()) {
            errors.add(path + " does not look like a " + type);
        }
        if (value.asText().length() > described.path("max_len").asInt(Integer.MAX_VALUE)) {
            errors.add(path + " is too long");
        }
    }

    private static boolean fits(String type, JsonNode value) {
        return switch (type) {
            case "boolean_t" -> value.isBoolean();
            case "integer_t", "long_t" -> value.isIntegralNumber();
            case "float_t" -> value.isNumber();
            case "json_t" -> true;
            default -> value.isTextual();
        };
    }
}
