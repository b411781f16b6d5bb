package dev.recount.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.codec.AvroSchemas;
import dev.recount.codec.Codecs;
import dev.recount.codec.ConfluentSchemaRegistry;
import dev.recount.event.Event;
import dev.recount.event.TestEvents;
import dev.recount.query.EventSink;
import dev.recount.query.NaiveViews;
import dev.recount.runtime.access.Role;
import dev.recount.shape.Shape;
import java.net.URI;
import java.nio.ByteBuffer;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ServiceApiTest {

    private static ApiServer api;

    @BeforeAll
    static void open() {
        api = new ApiServer();
        api.serve(new NaiveViews());
    }

    @AfterAll
    static void close() {
        api.close();
    }

    @Test
    void a_confluent_reader_can_read_the_topics_with_what_is_served() throws Exception {
        byte[] value = Codecs.released().events().encode(TestEvents.EVERYTHING);
        var base = api.request("/", Role.ADMIN).build().uri();
        var registry = new ConfluentSchemaRegistry(URI.create(base.toString()));

        var schema = registry.byId(ByteBuffer.wrap(value).getInt(1));

        assertThat(schema).isEqualTo(AvroSchemas.of(Shape.of(Event.class)));
        var reader = new GenericDatumReader<GenericRecord>(schema);
        var record = reader.read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
        assertThat(record.get("id")).hasToString("evt-everything");
    }

    @Test
    void subjects_and_versions_are_listed() {
        assertThat(api.get("/subjects"))
                .extracting(subject -> subject.textValue())
                .contains("recount.events-value");
        assertThat(api.get("/subjects/recount.events-value/versions").get(0).intValue())
                .isEqualTo(1);
        assertThat(api.get("/subjects/recount.alerts-value/versions/latest")
                        .get("subject")
                        .textValue())
                .isEqualTo("recount.alerts-value");
        api.problem(404, "/subjects/x/versions");
        api.problem(404, "/subjects/recount.alerts-value/versions/99");
        api.problem(404, "/schemas/ids/4711");
    }

    @Test
    void the_document_is_served_as_json_and_as_yaml() {
        assertThat(api.get("/openapi.json")).isEqualTo(ApiServer.DESCRIPTION.document);
        assertThat(api.send(api.request("/openapi.yaml", Role.ADMIN).build()).body())
                .startsWith("openapi: 3.1.1")
                .contains("/v1/timeline");
    }

    @Test
    void the_page_loads_nothing_from_elsewhere_and_runs_nothing_inline() {
        var response = api.send(api.request("/", Role.ADMIN).build());

        assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'")
                .doesNotContain("unsafe");
        assertThat(response.body())
                .doesNotContain("http://", "https://", "style=", "onclick", "<style")
                .containsOnlyOnce("<script");
        var script = api.send(api.request("/recount.js", Role.ADMIN).build()).body();
        assertThat(script).doesNotContain("innerHTML", "insertAdjacentHTML", "document.write", "eval(");
        assertThat(api.send(api.request("/recount.css", Role.ADMIN).build()).body())
                .doesNotContain("@import", "url(");
    }

    @Test
    void health_and_metrics_are_described_and_open() {
        api.get("/livez");
        api.get("/readyz");
        assertThat(api.send(api.request("/metrics", Role.ADMIN).build()).body()).endsWith("# EOF\n");
        assertThat(EventSink.Refused.class).isFinal();
    }
}
