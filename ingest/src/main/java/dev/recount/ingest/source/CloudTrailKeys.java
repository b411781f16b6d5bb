package dev.recount.ingest.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.event.Credential;
import dev.recount.event.Event;
import dev.recount.event.EventBuilder;
import dev.recount.event.Phase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The access keys that a CloudTrail record shows to be issued or withdrawn. */
final class CloudTrailKeys {

    private CloudTrailKeys() {}

    /**
     * The credential events of {@code record}, made with {@code builder}.
     *
     * @param outcome of the call; a failed one changed nothing
     */
    static List<Event> of(JsonNode record, Phase outcome, EventBuilder builder) {
        if (outcome == Phase.FAILED) {
            return List.of();
        }
        var response = record.path("responseElements");
        var session = Fields.text(response, "credentials", "accessKeyId");
        if (session != null) {
            return List.of(issued(session, record, sessionHolder(record), builder));
        }
        var key = Fields.text(response, "accessKey", "accessKeyId");
        if (key != null) {
            return List.of(issued(key, record, keyHolder(record), builder));
        }
        return withdrawn(record, builder);
    }

    private static List<Event> withdrawn(JsonNode record, EventBuilder builder) {
        var call = Fields.text(record, "eventName");
        var key = Fields.text(record, "requestParameters", "accessKeyId");
        boolean deactivated =
                "UpdateAccessKey".equals(call) && "Inactive".equals(Fields.text(record, "requestParameters", "status"));
        return key == null || !("DeleteAccessKey".equals(call) || deactivated)
                ? List.of()
                : List.of(builder.phase(Phase.REVOKED)
                        .credential(credential(key, null, null))
                        .build());
    }

    private static Event issued(String key, JsonNode record, @Nullable String holder, EventBuilder builder) {
        var minter = Fields.text(record, "userIdentity", "accessKeyId");
        return builder.phase(Phase.ISSUED)
                .credential(credential(key, minter, holder))
                .build();
    }

    private static @Nullable String sessionHolder(JsonNode record) {
        var role = Fields.text(record, "responseElements", "assumedRoleUser", "arn");
        var user = Fields.text(record, "responseElements", "federatedUser", "arn");
        return role != null ? role : user != null ? user : Fields.text(record, "userIdentity", "arn");
    }

    private static @Nullable String keyHolder(JsonNode record) {
        var user = Fields.text(record, "responseElements", "accessKey", "userName");
        var account = Fields.firstText(record, "recipientAccountId");
        return user == null || account == null ? user : "arn:aws:iam::" + account + ":user/" + user;
    }

    static Credential credential(String accessKeyId, @Nullable String mintedFrom, @Nullable String issuedTo) {
        var kind = accessKeyId.startsWith("ASIA") ? "aws_session_key" : "aws_access_key";
        return new Credential(null, kind, accessKeyId, null, null, null, mintedFrom, issuedTo);
    }
}
