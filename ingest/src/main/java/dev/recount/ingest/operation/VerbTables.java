package dev.recount.ingest.operation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.event.Verb;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tables of the providers whose audit logs and APIs are known by name. */
public final class VerbTables {
    private static final VerbTable RAILWAY = new VerbTable("railway");
    private static final VerbTable CLOUDTRAIL = new VerbTable("cloudtrail");
    private static final VerbTable GITHUB = new VerbTable("github");
    private static final VerbTable KUBERNETES = new VerbTable("kubernetes");
    private static final VerbTable OKTA = new VerbTable("okta");
    private static final VerbTable GCP = new VerbTable("gcp");
    private static final VerbTable AZURE = new VerbTable("azure");
    private static final VerbTable VAULT = new VerbTable("vault");

    private VerbTables() {}

    /**
     * An AWS call as CloudTrail records it, named {@code ec2:DeleteVolume}.
     *
     * @param eventSource such as {@code ec2.amazonaws.com}
     * @param requestParameters may be {@code null} or a JSON null
     */
    public static Operation cloudTrail(String eventSource, String eventName, @Nullable JsonNode requestParameters) {
        int dot = eventSource.indexOf('.');
        String service = dot < 0 ? eventSource : eventSource.substring(0, dot);
        return CLOUDTRAIL.resolve(service + ":" + eventName, parametersOf(requestParameters));
    }

    /**
     * An entry of GitHub's audit log.
     *
     * @param action such as {@code repo.destroy}
     * @param entry the whole of it
     */
    public static AuditedOperation github(String action, JsonNode entry) {
        return GITHUB.audited(action, action, action, parametersOf(entry));
    }

    /**
     * A request to the Kubernetes API.
     *
     * @param resource with its subresource, {@code pods/exec}, or the path of what is none, {@code /healthz}
     * @param requestObject what was sent; may be missing
     */
    public static AuditedOperation kubernetes(String verb, String resource, JsonNode requestObject) {
        String name = verb + " " + resource;
        return KUBERNETES.audited(name, name, name, parametersOf(requestObject));
    }

    /** An event of Okta's System Log, {@code group.lifecycle.delete}. */
    public static AuditedOperation okta(String eventType) {
        return OKTA.audited(eventType, eventType, eventType, parameter -> null);
    }

    /**
     * A call that Google Cloud's audit logs tell of.
     *
     * @param methodName such as {@code v1.compute.disks.delete}
     * @param payload the {@code AuditLog}
     */
    public static AuditedOperation gcp(String methodName, JsonNode payload) {
        var method = GcpMethod.of(methodName);
        return GCP.audited(method.key(), method.bareName(), methodName, parametersOf(payload));
    }

    /** An operation of one of Azure's resource providers, {@code Microsoft.Compute/disks/delete}, in any case. */
    public static AuditedOperation azure(String operationName) {
        String key = operationName.toLowerCase(Locale.ROOT);
        return AZURE.audited(key, key, operationName, parameter -> null);
    }

    /**
     * A request to HashiCorp Vault.
     *
     * @param operation such as {@code update}
     * @param path without the API's version: {@code auth/approle/login}
     * @param mountPoint where the engine is mounted, {@code team/kv/}; null where the entry does not say
     * @param mountType what it is, {@code kv}; null where the entry does not say
     */
    public static Operation vault(
            String operation, String path, @Nullable String mountPoint, @Nullable String mountType) {
        var within = VaultPath.of(path, mountPoint, mountType);
        var shown = operation + " " + path;
        var key = operation + " " + within.key(path);
        var does = VAULT.resolve(key, key, shown, parameter -> null);
        var verb = within.isLogin(operation) ? Verb.AUTHENTICATE : does.verb();
        var resource = new ResourceRef("vault:" + path, within.kind());
        return Operation.of(shown, does.provider(), verb, List.of(resource), does.reversibility());
    }

    /**
     * A mutation or query of Railway's API, as its audit log tells it.
     *
     * @param name the GraphQL field, {@code volumeDelete}
     * @param variables may be {@code null} or a JSON null
     */
    public static Operation railway(String name, @Nullable JsonNode variables) {
        return RAILWAY.resolve(name, parametersOf(variables));
    }

    static VerbTable railway() {
        return RAILWAY;
    }

    static VerbTable cloudTrail() {
        return CLOUDTRAIL;
    }

    static VerbTable github() {
        return GITHUB;
    }

    static Function<String, @Nullable String> parametersOf(@Nullable JsonNode parameters) {
        return path -> {
            JsonNode node = parameters;
            for (String step : path.split("\\.", -1)) {
                boolean index = node != null && node.isArray() && step.matches("[0-9]{1,4}");
                node = node == null ? null : index ? node.get(Integer.parseInt(step)) : node.get(step);
            }
            return node == null || node.isNull() || node.isContainerNode() ? null : node.asText();
        };
    }
}
