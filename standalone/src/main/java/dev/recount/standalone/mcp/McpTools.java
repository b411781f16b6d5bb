package dev.recount.standalone.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What can be asked; every tool reads and none changes anything. */
final class McpTools {

    private static final String TIME = "RFC 3339 time";

    private McpTools() {}

    /** Every tool, by name. */
    static Map<String, McpTool> all() {
        var tools = new LinkedHashMap<String, McpTool>();
        for (McpTool tool : List.of(timeline(), search(), state(), blastRadius(), revokeFirst(), lineage())) {
            tools.put(tool.name(), tool);
        }
        of(tools, "event", "One event, with what it caused and what caused it", "v1", "events", "{id}");
        of(tools, "incidents", "Incidents, latest first", "v1", "incidents");
        of(tools, "incident", "One incident, with what people said of it", "v1", "incidents", "{id}");
        of(tools, "alerts", "Alerts, latest first", "v1", "alerts");
        of(tools, "alert", "One alert", "v1", "alerts", "{id}");
        return tools;
    }

    private static McpTool revokeFirst() {
        return asOf(
                "revoke_first",
                "An incident's credentials, the one to revoke first at the top",
                List.of("v1", "incidents", "{id}", "revoke-first"));
    }

    private static McpTool lineage() {
        return asOf(
                "lineage",
                "A credential's life, as lists and as a graph",
                List.of("v1", "credentials", "{id}", "lineage"));
    }

    private static McpTool asOf(String name, String description, List<String> path) {
        return new McpTool(name, description, path, with(Map.of("id", "its id"), Map.of("as_of", TIME)), List.of("id"));
    }

    private static void of(Map<String, McpTool> tools, String name, String description, String... path) {
        boolean isOne = List.of(path).contains("{id}");
        Map<String, String> arguments = isOne ? Map.of("id", "its id") : paging(Map.of());
        tools.put(name, new McpTool(name, description, List.of(path), arguments, isOne ? List.of("id") : List.of()));
    }

    private static McpTool timeline() {
        return new McpTool(
                "timeline",
                "What happened, in order, with the reason for every link, of exactly one subject",
                List.of("v1", "timeline"),
                paging(with(
                        subjects(),
                        Map.of(
                                "from",
                                TIME,
                                "to",
                                TIME,
                                "order",
                                "asc or desc",
                                "known_at",
                                TIME + "; each item says whether it was known then"))),
                List.of());
    }

    private static McpTool search() {
        var filters = new LinkedHashMap<String, String>();
        for (String filter : List.of(
                "actor",
                "session",
                "credential",
                "resource",
                "environment",
                "verb",
                "operation",
                "tool",
                "outcome",
                "source_address",
                "type")) {
            filters.put(filter, "only events with this " + filter);
        }
        filters.put("q", "text in the summary, arguments, statement or error message");
        filters.put("histogram", "count what is found in so many time buckets");
        return new McpTool(
                "search",
                "Search events in order of time",
                List.of("v1", "events"),
                paging(with(filters, Map.of("from", TIME, "to", TIME))),
                List.of());
    }

    private static McpTool state() {
        return new McpTool(
                "state",
                "How things stood at a moment: what each actor held, what was approved, what was left to recover from",
                List.of("v1", "state"),
                with(subjects(), Map.of("at", TIME, "as_of", TIME)),
                List.of());
    }

    private static McpTool blastRadius() {
        return new McpTool(
                "blast_radius",
                "Everything that can have been reached from a credential or a session since a time",
                List.of("v1", "blast-radius"),
                Map.of(
                        "credential",
                        "fingerprint or provider id",
                        "session",
                        "session id",
                        "from",
                        TIME,
                        "as_of",
                        TIME),
                List.of());
    }

    private static Map<String, String> subjects() {
        var subjects = new LinkedHashMap<String, String>();
        for (String kind : List.of(
                "incident", "session", "actor", "human", "credential", "resource", "protection_group", "trace")) {
            subjects.put(kind, "id of the " + kind.replace('_', ' '));
        }
        return subjects;
    }

    private static Map<String, String> paging(Map<String, String> arguments) {
        return with(
                arguments,
                Map.of("limit", "at most so many items", "cursor", "next_cursor of the page before", "as_of", TIME));
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        var all = new LinkedHashMap<>(some);
        all.putAll(more);
        return all;
    }
}
