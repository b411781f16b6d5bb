package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What a request to the Kubernetes API asks for.
 *
 * @param verb such as {@code deletecollection}
 * @param target resource and subresource, {@code pods/exec}, or the path where the request is for no resource
 * @param kind the resource, {@code pods}; null for none
 * @param resource {@code k8s:pods/shop/web}, {@code k8s:pods/*} for all of them; null where it is for no resource
 * @param dryRun whether it asks for no effect
 */
record KubernetesRequest(
        String verb,
        String target,
        @Nullable String kind,
        @Nullable String resource,
        boolean dryRun) {

    private static final String ALL = "All";

    static KubernetesRequest of(JsonNode record, String verb) {
        var object = record.path("objectRef");
        var kind = Fields.text(object, "resource");
        var subresource = Fields.text(object, "subresource");
        var uri = Fields.text(record, "requestURI");
        var path = uri == null ? "" : uri.split("\\?", 2)[0];
        var target = kind == null ? path : subresource == null ? kind : kind + "/" + subresource;
        return new KubernetesRequest(verb, target, kind, resource(record, kind), isDryRun(record, uri));
    }

    /** A namespace is not in a namespace, though its requests name one. */
    private static @Nullable String resource(JsonNode record, @Nullable String kind) {
        var object = record.path("objectRef");
        var name = Fields.text(object, "name");
        var created = name == null ? Fields.text(record, "responseObject", "metadata", "name") : name;
        var namespace = "namespaces".equals(kind) ? null : Fields.text(object, "namespace");
        var place = namespace == null ? "" : namespace + "/";
        return kind == null ? null : "k8s:" + kind + "/" + place + (created == null ? "*" : created);
    }

    private static boolean isDryRun(JsonNode record, @Nullable String uri) {
        var body = record.path("requestObject").path("dryRun");
        boolean inBody = ALL.equals(body.asText()) || ALL.equals(body.path(0).asText());
        return inBody || (uri != null && uri.matches("[^?]*\\?(.*&)?dryRun=" + ALL + "(&.*)?"));
    }
}
