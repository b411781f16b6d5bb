package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.event.Credential;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Credentials by the ids under which Kubernetes' audit log knows them: {@code JTI=…} of a service account's token,
 * {@code X509SHA256=…} of a client certificate, and the access key that stands behind a user of EKS.
 */
final class KubernetesCredentials {

    private static final String USED = "authentication.kubernetes.io/credential-id";
    private static final String ISSUED = "authentication.kubernetes.io/issued-credential-id";

    private KubernetesCredentials() {}

    /** What the request was made with; null where the API server does not say. */
    static @Nullable Credential presented(JsonNode record) {
        var extra = record.path("user").path("extra");
        var id = Fields.text(extra.path(USED).path(0));
        var key = Fields.text(extra.path("accessKeyId").path(0));
        return id != null
                ? CredentialChange.presented(kind(id), id)
                : key == null ? null : CloudTrailKeys.credential(key, null, null);
    }

    /** The token that a request for one was answered with. */
    static List<CredentialChange> issued(JsonNode record, @Nullable Credential from) {
        var id = Fields.text(record, "annotations", ISSUED);
        var namespace = Fields.text(record, "objectRef", "namespace");
        var account = Fields.text(record, "objectRef", "name");
        var holder =
                namespace == null || account == null ? null : "k8s:system:serviceaccount:" + namespace + ":" + account;
        return id == null ? List.of() : List.of(CredentialChange.issued(kind(id), id, from, holder));
    }

    private static String kind(String id) {
        return id.startsWith("X509SHA256=") ? "client_certificate" : "kubernetes_token";
    }
}
