package dev.recount.ingest.operation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.event.Reversibility;
import dev.recount.event.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the tools of coding agents do that are no shell: files, the web, sub-agents, MCP servers. */
final class ToolOperations {
    private static final Map<String, Verb> BY_FIRST_WORD = Map.ofEntries(
            Map.entry("delete", Verb.DESTROY),
            Map.entry("remove", Verb.DESTROY),
            Map.entry("drop", Verb.DESTROY),
            Map.entry("destroy", Verb.DESTROY),
            Map.entry("purge", Verb.PURGE),
            Map.entry("truncate", Verb.DESTROY),
            Map.entry("create", Verb.CREATE),
            Map.entry("add", Verb.CREATE),
            Map.entry("insert", Verb.CREATE),
            Map.entry("update", Verb.MODIFY),
            Map.entry("edit", Verb.MODIFY),
            Map.entry("set", Verb.MODIFY),
            Map.entry("write", Verb.MODIFY),
            Map.entry("move", Verb.MODIFY),
            Map.entry("put", Verb.MODIFY),
            Map.entry("get", Verb.READ),
            Map.entry("read", Verb.READ),
            Map.entry("view", Verb.READ),
            Map.entry("list", Verb.DISCOVER),
            Map.entry("search", Verb.DISCOVER),
            Map.entry("find", Verb.DISCOVER),
            Map.entry("describe", Verb.DISCOVER),
            Map.entry("fetch", Verb.INGEST),
            Map.entry("download", Verb.INGEST),
            Map.entry("send", Verb.SEND_EXTERNAL),
            Map.entry("post", Verb.SEND_EXTERNAL),
            Map.entry("publish", Verb.PUBLISH),
            Map.entry("share", Verb.SHARE_EXTERNAL),
            Map.entry("restore", Verb.RESTORE),
            Map.entry("grant", Verb.GRANT));
    private static final Set<String> FILE_FIELDS = Set.of("file_path", "notebook_path", "path", "filePath");

    private ToolOperations() {}

    static List<Operation> resolve(String tool, JsonNode input, @Nullable String cwd) {
        if (tool.startsWith("mcp__")) {
            return mcp(tool, input);
        }
        return switch (tool) {
            case "Read", "NotebookRead" -> file(tool, Verb.READ, input, cwd);
            case "Write", "Edit", "MultiEdit", "NotebookEdit" -> file(tool, Verb.MODIFY, input, cwd);
            case "Grep" -> file(tool, Verb.READ, input, cwd);
            case "Glob", "LS" -> file(tool, Verb.DISCOVER, input, cwd);
            case "WebFetch" -> List.of(web(input));
            case "WebSearch" -> List.of(simple(tool, Verb.INGEST));
            case "Agent", "Task" -> List.of(simple(tool, Verb.EXECUTE));
            default -> List.of();
        };
    }

    private static List<Operation> file(String tool, Verb verb, JsonNode input, @Nullable String cwd) {
        String path = firstText(input, FILE_FIELDS);
        if (path == null) {
            return List.of(simple(tool, verb));
        }
        Verb actual = verb;
        if (verb == Verb.MODIFY && isAgentConfiguration(path)) {
            actual = Verb.CONFIGURE_AGENT;
        } else if (tool.equals("Read") && ShellOperations.isSecretFile(path)) {
            actual = Verb.READ_SECRET;
        }
        ResourceRef file = new ResourceRef("file:" + ShellOperations.absolute(path, cwd), "file");
        return List.of(Operation.of(tool, "file", actual, List.of(file), Reversibility.UNKNOWN));
    }

    /** Files that change what an agent may do or is told. */
    private static boolean isAgentConfiguration(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        boolean folder = path.contains("/.claude/") || path.contains("/.cursor/") || path.contains("/.codex/");
        return folder
                || Set.of("CLAUDE.md", "AGENTS.md", ".mcp.json", ".cursorrules", "GEMINI.md")
                        .contains(file);
    }

    private static Operation web(JsonNode input) {
        JsonNode url = input.get("url");
        String address = url == null ? "" : url.asText();
        String host = new HttpRequest("GET", address, List.of(), null, false).host();
        ResourceRef resource = new ResourceRef(address, "url");
        return Operation.of("WebFetch", "web", Verb.INGEST, List.of(resource), Reversibility.REVERSIBLE)
                .sentTo(host.isEmpty() ? null : host);
    }

    private static List<Operation> mcp(String tool, JsonNode input) {
        String[] parts = tool.split("__", 3);
        String server = parts.length > 1 ? parts[1] : "";
        String name = parts.length > 2 ? parts[2] : "";
        List<Operation> operations = new ArrayList<>();
        JsonNode sql = input.has("sql") ? input.get("sql") : input.get("query");
        boolean database = name.contains("sql") || name.contains("query");
        if (database && sql != null && sql.isTextual()) {
            operations.addAll(SqlReader.read(sql.textValue(), server));
        }
        if (operations.isEmpty()) {
            operations.add(Operation.of(name, server, verbOf(name), resources(server, input), Reversibility.UNKNOWN));
        }
        return operations;
    }

    private static Verb verbOf(String name) {
        String[] words = name.replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT)
                .split("[_\\-]+", -1);
        for (String word : words) {
            Verb verb = BY_FIRST_WORD.get(word);
            if (verb != null) {
                return verb == Verb.MODIFY && name.toLowerCase(Locale.ROOT).contains("password")
                        ? Verb.ISSUE_CREDENTIAL
                        : verb;
            }
        }
        return Verb.EXECUTE;
    }

    private static List<ResourceRef> resources(String server, JsonNode input) {
        List<ResourceRef> resources = new ArrayList<>();
        input.properties().forEach(field -> {
            String name = field.getKey();
            boolean id = name.equals("id") || name.endsWith("Id") || name.endsWith("_id") || FILE_FIELDS.contains(name);
            if (id && field.getValue().isValueNode() && resources.size() < 5) {
                String kind = name.equals("id")
                        ? null
                        : name.replaceAll("_?[iI]d$", "").toLowerCase(Locale.ROOT);
                resources.add(ResourceRef.of(server, kind, field.getValue().asText()));
            }
        });
        return resources;
    }

    private static @Nullable String firstText(JsonNode input, Set<String> names) {
        for (String name : names) {
            JsonNode value = input.get(name);
            if (value != null && value.isTextual()) {
                return value.textValue();
            }
        }
        return null;
    }

    private static Operation simple(String tool, Verb verb) {
        return Operation.of(tool, "agent", verb, List.of(), Reversibility.UNKNOWN);
    }
}
