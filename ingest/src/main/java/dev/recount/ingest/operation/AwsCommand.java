package dev.recount.ingest.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** AWS's command line by its API: {@code aws ec2 delete-volume --volume-id x} is the call {@code ec2:DeleteVolume}. */
final class AwsCommand {
    private static final Map<String, String> SERVICES = Map.of("s3api", "s3", "efs", "elasticfilesystem");

    private AwsCommand() {}

    /** {@code null} when service or operation is missing. */
    static @Nullable Operation resolve(List<String> arguments) {
        List<String> words = ShellTable.words("aws", arguments);
        if (words.size() < 2) {
            return null;
        }
        String service = SERVICES.getOrDefault(words.get(0), words.get(0));
        Map<String, String> given = parameters(arguments);
        return VerbTables.cloudTrail()
                .resolve(service + ":" + pascal(words.get(1)), parameter -> parameter(given, parameter));
    }

    private static Map<String, String> parameters(List<String> a) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < a.size(); i++) {
            String word = a.get(i);
            int equals = word.indexOf('=');
            if (word.startsWith("--") && equals > 0) {
                put(parameters, squashed(word.substring(0, equals)), word.substring(equals + 1));
            } else if (word.startsWith("--")) {
                boolean value = i + 1 < a.size() && !a.get(i + 1).startsWith("-");
                boolean negated = word.startsWith("--no-") && !value;
                put(
                        parameters,
                        squashed(negated ? word.substring("--no".length()) : word),
                        value ? a.get(i + 1) : negated ? "false" : "true");
            }
        }
        return parameters;
    }

    /** A structure is given as JSON or in short, {@code Status=Suspended,MFADelete=Disabled}; its fields are told too. */
    private static void put(Map<String, String> parameters, String name, String value) {
        parameters.put(name, value);
        JsonNode structure = value.startsWith("{") ? Json.parse(value) : null;
        if (structure != null) {
            structure
                    .properties()
                    .forEach(f -> parameters.put(
                            name + squashed(f.getKey()), f.getValue().asText()));
        } else if (Character.isLetter(value.isEmpty() ? ' ' : value.charAt(0)) && value.indexOf('=') > 0) {
            for (String field : value.split(",", -1)) {
                int equals = field.indexOf('=');
                if (equals > 0) {
                    parameters.put(name + squashed(field.substring(0, equals)), field.substring(equals + 1));
                }
            }
        }
    }

    private static @Nullable String parameter(Map<String, String> given, String parameter) {
        String bare = squashed(parameter.replaceAll("\\.[0-9]+", ""));
        String value = given.get(bare);
        String plural = given.get(bare + "s");
        return value != null ? value : plural != null ? plural : given.get(bare.replaceFirst("name$", ""));
    }

    private static String squashed(String name) {
        String bare = name.replace("-", "").toLowerCase(Locale.ROOT);
        return bare.contains("instancesset") ? "instanceids" : bare.replace(".", "");
    }

    private static String pascal(String kebab) {
        StringBuilder pascal = new StringBuilder();
        for (String word : kebab.split("-", -1)) {
            String w = word.equals("db") ? "DB" : word;
            pascal.append(w.isEmpty() ? "" : Character.toUpperCase(w.charAt(0)) + w.substring(1));
        }
        return pascal.toString();
    }
}
