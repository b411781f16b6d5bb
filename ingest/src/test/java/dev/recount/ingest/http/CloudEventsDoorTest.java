package dev.recount.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.EventType;
import dev.recount.event.Phase;
import dev.recount.ingest.IngestServer;
import dev.recount.ingest.log.InMemoryEventLog;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CloudEvents, structured, in batches and binary, with native events in them and with anything else. */
class CloudEventsDoorTest {

    private static final Instant NOW = Instant.parse("2026-04-24T16:41:07.120Z");

    private final InMemoryEventLog log = new InMemoryEventLog();
    private final IngestServer server = new IngestServer(log, Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void reads_cloud_events_in_all_three_modes() {
        var nativeData = "{\"type\":\"action\",\"action\":{\"operation\":\"volumeDelete\"}}";
        var structured = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"dev.recount.event.v1\","
                + "\"time\":\"2026-04-24T16:00:00Z\",\"data\":" + nativeData + "}";
        var foreign = "{\"specversion\":\"1.0\",\"id\":\"2\",\"source\":\"/s\",\"type\":\"com.acme.thing\","
                + "\"subject\":\"thing/7\",\"data\":{\"a\":1}}";

        structured(structured);
        server.post("/v1/events", "application/cloudevents-batch+json", "[" + structured + "," + foreign + "]");
        binary("3", "dev.recount.event.v1", nativeData);

        assertThat(log.events()).hasSize(3);
        assertThat(log.events().get(0).occurredAt()).isEqualTo(Instant.parse("2026-04-24T16:00:00Z"));
        assertThat(log.events().get(1).action().operation()).isEqualTo("com.acme.thing");
        assertThat(log.events().get(1).source().record().text()).isEqualTo("{\"a\":1}");
        assertThat(log.events().get(1).resourceId()).isEqualTo("thing/7");
        assertThat(log.events().get(2).action().operation()).isEqualTo("volumeDelete");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev.recount.event.v1", "com.acme.agent.action", "action"})
    void reads_a_native_event_under_any_type_of_cloud_event(String type) {
        var data = "{\"type\":\"action\",\"phase\":\"requested\",\"actor\":{\"id\":\"a\"},"
                + "\"action\":{\"operation\":\"volumeDelete\"},\"facts\":{}}";
        var structured = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"" + type + "\",\"data\":"
                + data + "}";

        structured(structured);
        server.post(
                "/v1/events", "application/cloudevents-batch+json", "[" + structured.replace("\"1\"", "\"2\"") + "]");
        binary("3", type, data);

        assertThat(log.events())
                .hasSize(3)
                .allMatch(event -> event.is(EventType.ACTION, Phase.REQUESTED))
                .allMatch(event -> event.action().operation().equals("volumeDelete"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'action':'deleted','type':'action'}",
                "{'phase':'opened','type':'session'}",
                "{'repository':'x','type':'action'}",
                "{'type':'push'}",
                "{'id':7,'type':'content'}"
            })
    void keeps_what_only_resembles_a_native_event_as_a_record(String data) {
        structured("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"com.acme.thing\",\"data\":"
                + data.replace('\'', '"') + "}");

        assertThat(log.events().get(0).action().operation()).isEqualTo("com.acme.thing");
        assertThat(log.events().get(0).source().record().text()).isEqualTo(data.replace('\'', '"'));
    }

    @Test
    void fingerprints_the_secret_of_a_credential_in_the_data_of_a_foreign_event() {
        structured("""
                {"specversion":"1.0","id":"1","source":"/s","type":"com.acme.thing",
                 "data":{"thing":1,"credential":{"secret":"Correct Horse Battery"}}}""");

        assertThat(log.events().get(0).source().record().text())
                .startsWith("{\"credential\":{\"secret\":\"[REDACTED:secret:");
    }

    @Test
    void names_a_refused_cloud_event_by_its_id() {
        var structured = structured(
                "{\"specversion\":\"1.0\",\"id\":\"ce\",\"source\":\"/s\",\"type\":\"x\",\"time\":\"noon\"}");
        var binary = server.post(
                "/v1/events", "application/json", "{}", "ce-specversion", "1.0", "ce-id", "ce", "ce-source", "/s");

        assertThat(structured.json().at("/rejected/0/id").asText()).isEqualTo("ce");
        assertThat(binary.json().at("/rejected/0/id").asText()).isEqualTo("ce");
    }

    private IngestServer.Answer structured(String cloudEvent) {
        return server.post("/v1/events", "application/cloudevents+json", cloudEvent);
    }

    private IngestServer.Answer binary(String id, String type, String data) {
        return server.post(
                "/v1/events",
                "application/json",
                data,
                "ce-specversion",
                "1.0",
                "ce-id",
                id,
                "ce-source",
                "/s",
                "ce-type",
                type);
    }
}
