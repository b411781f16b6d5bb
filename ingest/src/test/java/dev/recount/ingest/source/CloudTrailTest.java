package dev.recount.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.codec.UnreadableRecord;
import dev.recount.event.ActorKind;
import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.event.Verb;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloudTrailTest {

    private static final String KEY = "AKIA" + "IOSFODNN7EXAMPLE";
    private static final String SESSION_KEY = "ASIA" + "IOSFODNN7EXAMPLE";

    private final CloudTrail source = new CloudTrail();

    @Test
    void a_record_becomes_one_action_that_keeps_the_sources_id() {
        var events = Sources.events(
                source, record("ec2", "DeleteVolume", ",\"requestParameters\":{\"volumeId\":\"vol-1\"}"));

        assertThat(events).hasSize(1);
        var event = events.get(0);
        assertThat(event.is(EventType.ACTION, Phase.SUCCEEDED)).isTrue();
        assertThat(event.source().id()).isEqualTo("E-1");
        assertThat(event.occurredAt()).isEqualTo(Instant.parse("2026-04-24T16:41:07Z"));
        assertThat(event.actor().id()).isEqualTo("arn:aws:iam::1:user/ci");
        assertThat(event.credential().providerId()).isEqualTo(KEY);
        assertThat(event.action().operation()).isEqualTo("ec2:DeleteVolume");
        assertThat(event.verb()).isEqualTo(Verb.DESTROY);
        assertThat(event.resourceId()).contains("vol-1");
        assertThat(event.labels()).containsEntry("source_address", "192.0.2.7").containsEntry("region", "eu-west-1");
    }

    @Test
    void a_refused_call_is_an_attempt() {
        var event = Sources.events(
                        source,
                        record("iam", "DeleteUser", ",\"errorCode\":\"AccessDenied\",\"errorMessage\":\"not for you\""))
                .get(0);

        assertThat(event.phase()).isEqualTo(Phase.FAILED);
        assertThat(event.action().error().code()).isEqualTo("permission");
        assertThat(event.action().error().message()).isEqualTo("AccessDenied: not for you");
    }

    @Test
    void a_dry_run_is_marked() {
        var event = Sources.events(
                        source, record("ec2", "TerminateInstances", ",\"errorCode\":\"Client.DryRunOperation\""))
                .get(0);

        assertThat(event.action().guard()).isEqualTo("dry_run");
    }

    @Test
    void an_assumed_role_is_a_credential_minted_from_another() {
        var events = Sources.events(
                source,
                record(
                        "sts",
                        "AssumeRole",
                        ",\"responseElements\":{\"credentials\":{\"accessKeyId\":\"" + SESSION_KEY
                                + "\",\"sessionToken\":\"" + "IQoJb3JpZ2lu".repeat(30) + "\"},"
                                + "\"assumedRoleUser\":{\"arn\":\"arn:aws:sts::1:assumed-role/admin/x\"}}"));

        assertThat(events).hasSize(2);
        var issued = events.get(1);
        assertThat(issued.is(EventType.CREDENTIAL, Phase.ISSUED)).isTrue();
        assertThat(issued.credential().providerId()).isEqualTo(SESSION_KEY);
        assertThat(issued.credential().mintedFrom()).isEqualTo(KEY);
        assertThat(issued.credential().issuedTo()).isEqualTo("arn:aws:sts::1:assumed-role/admin/x");
        assertThat(issued.causationId()).isEqualTo(events.get(0).id());
        assertThat(events.toString()).doesNotContain("IQoJb3JpZ2luIQoJ");
    }

    @Test
    void keys_are_issued_and_withdrawn() {
        var created = Sources.events(
                source,
                record(
                        "iam",
                        "CreateAccessKey",
                        ",\"recipientAccountId\":\"1\",\"responseElements\":{\"accessKey\":" + "{\"accessKeyId\":\"AKIA"
                                + "I44QH8DHBEXAMPLE\",\"userName\":\"bob\"}}"));
        var deleted = Sources.events(
                source,
                record(
                        "iam",
                        "DeleteAccessKey",
                        ",\"requestParameters\":{\"accessKeyId\":\"AKIA" + "I44QH8DHBEXAMPLE\"}"));

        assertThat(created.get(1).credential().issuedTo()).isEqualTo("arn:aws:iam::1:user/bob");
        assertThat(deleted.get(1).phase()).isEqualTo(Phase.REVOKED);
        assertThat(deleted.get(1).credential().providerId()).isEqualTo("AKIA" + "I44QH8DHBEXAMPLE");
    }

    @Test
    void a_service_acts_for_itself_and_versions_are_taken_off_names() {
        var event = Sources.events(
                        source,
                        "{\"eventSource\":\"lambda.amazonaws.com\",\"eventName\":\"UpdateFunctionCode20150331v2\","
                                + "\"@timestamp\":\"2026-04-24T16:41:07Z\",\"userIdentity\":{\"type\":\"AWSService\","
                                + "\"invokedBy\":\"ec2.amazonaws.com\"}}")
                .get(0);

        assertThat(event.actor().kind()).isEqualTo(ActorKind.SERVICE);
        assertThat(event.action().operation()).isEqualTo("lambda:UpdateFunctionCode");
        assertThat(event.source().id()).isNotBlank();
    }

    @Test
    void names_what_is_no_record() {
        assertThatThrownBy(() -> Sources.events(source, "{\"eventName\":\"X\"}"))
                .isInstanceOf(UnreadableRecord.class)
                .hasMessageContaining("/eventSource");
    }

    @Test
    void refuses_what_it_would_have_to_guess() {
        for (var field : List.of("eventTime\":\"bogus\"", "errorCode\":5", "userIdentity\":[]")) {
            var record = "{\"eventID\":\"e\",\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"GetObject\",\""
                    + field + "}";

            assertThatThrownBy(() -> Sources.events(source, record))
                    .isInstanceOf(UnreadableRecord.class)
                    .hasMessageContaining("/" + field.substring(0, field.indexOf('"')));
        }
    }

    private static String record(String service, String name, String more) {
        return "{\"eventVersion\":\"1.11\",\"eventID\":\"E-1\",\"eventTime\":\"2026-04-24T16:41:07Z\",\"eventSource\":\""
                + service + ".amazonaws.com\",\"eventName\":\"" + name + "\",\"awsRegion\":\"eu-west-1\","
                + "\"sourceIPAddress\":\"192.0.2.7\",\"userIdentity\":{\"type\":\"IAMUser\",\"arn\":\"arn:aws:iam::1:user/ci\","
                + "\"accessKeyId\":\"" + KEY + "\",\"userName\":\"ci\"}" + more + "}";
    }
}
