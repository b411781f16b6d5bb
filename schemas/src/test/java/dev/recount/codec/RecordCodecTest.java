package dev.recount.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.event.Event;
import dev.recount.event.TestEvents;
import dev.recount.shape.Shape;
import dev.recount.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RecordCodecTest {

    private static final RecordJson<Event> JSON = RecordJson.of(Event.class);

    @Nested
    class Fixtures {
        @Test
        void set_every_field_of_the_model() {
            var missing = new java.util.ArrayList<String>();
            collectMissing(Shape.of(Event.class), TestEvents.EVERYTHING, "", missing);
            assertThat(missing).isEmpty();
        }

        private void collectMissing(Shape<?> shape, Object record, String at, List<String> missing) {
            for (int i = 0; i < shape.fields().size(); i++) {
                var field = shape.fields().get(i);
                var value = shape.get(record, i);
                var path = at + "/" + field.name();
                if (value == null
                        || value instanceof List<?> l && l.isEmpty()
                        || value instanceof java.util.Map<?, ?> m && m.isEmpty()) {
                    missing.add(path);
                } else if (field.kind() instanceof dev.recount.shape.Kind.Nested nested) {
                    collectMissing(nested.shape(), value, path, missing);
                }
            }
        }
    }

    @Nested
    class Json {
        @Test
        void reads_back_what_it_wrote() {
            assertThat(JSON.read(JSON.write(TestEvents.EVERYTHING))).isEqualTo(TestEvents.EVERYTHING);
            assertThat(JSON.read(JSON.write(TestEvents.BARE))).isEqualTo(TestEvents.BARE);
        }

        @Test
        void reads_the_names_and_nesting_of_the_contract() {
            var event = JSON.read("""
                    {"type":"action","phase":"requested","occurred_at":"2026-04-24T16:41:07.120000Z",
                     "session":{"id":"s","autonomy":"auto","task":{"environments":["staging"],"verbs":["read","modify"]}},
                     "actor":{"id":"a","kind":"agent","on_behalf_of":"user:dana"},
                     "action":{"operation":"volumeDelete","verb":"destroy","arguments":{"b":1,"a":[1.50,null]},"error":null},
                     "credential":{"fingerprint":"f","custody":"found","location":{"kind":"file","path":"p","in_task_scope":false}},
                     "resource":{"id":"r","environment_asserted":"staging"},"destination":null,"labels":{}}
                    """);
            assertThat(event.action().arguments().text()).isEqualTo("{\"a\":[1.5,null],\"b\":1}");
            assertThat(event.credential().location().inTaskScope()).isFalse();
            assertThat(event.resource().environmentAsserted()).isEqualTo("staging");
        }

        @Test
        void names_every_wrong_field_with_a_pointer_and_the_nearest_known_name() {
            assertThatThrownBy(() -> JSON.read("""
                            {"type":"acton","occured_at":"x","session":{"seq":"41","task":{"verbs":["destory"]}},
                             "observed_at":"yesterday","labels":{"a":1}}"""))
                    .isInstanceOfSatisfying(UnreadableRecord.class, e -> assertThat(e.problems())
                            .extracting(FieldProblem::pointer)
                            .containsExactly(
                                    "/type",
                                    "/occured_at",
                                    "/session/seq",
                                    "/session/task/verbs/0",
                                    "/observed_at",
                                    "/labels/a"))
                    .hasMessageContaining("did you mean action?");
        }

        @Test
        void refuses_a_field_given_twice_and_a_missing_type() {
            assertThatThrownBy(() -> JSON.read("{\"type\":\"action\",\"id\":\"1\",\"id\":\"2\"}"))
                    .hasMessage("/id: given twice");
            assertThatThrownBy(() -> JSON.read("{\"id\":\"1\"}")).hasMessageContaining("/type: missing");
        }

        @Test
        void reads_the_next_document_after_a_bad_one() throws IOException {
            try (var parser =
                    RecordJson.MAPPER.createParser("{\"type\":\"x\",\"labels\":{\"a\":{}}} {\"type\":\"action\"}")) {
                parser.nextToken();
                assertThatThrownBy(() -> JSON.read(parser)).isInstanceOf(UnreadableRecord.class);
                parser.nextToken();
                assertThat(JSON.read(parser).type().wire()).isEqualTo("action");
            }
        }

        @Test
        void replaces_lone_surrogates_and_keeps_numbers_that_doubles_cannot_carry() {
            var event = JSON.read("{\"type\":\"action\",\"id\":\"a\\ud800b\",\"action\":{\"arguments\":"
                    + "{\"n\":123456789012345678901234567890,\"m\":9007199254740993,\"x\":1e400,\"y\":0.1}}}");
            assertThat(event.id()).isEqualTo("a\uFFFDb");
            assertThat(event.action().arguments().text())
                    .isEqualTo("{\"m\":\"9007199254740993\",\"n\":\"123456789012345678901234567890\","
                            + "\"x\":\"1E+400\",\"y\":0.1}");
        }
    }

    @Nested
    class Canonical {
        @Test
        void bytes_do_not_depend_on_the_order_of_the_input() {
            var one = JSON.read("{\"type\":\"action\",\"labels\":{\"b\":\"1\",\"a\":\"2\"},\"id\":\"x\"}");
            var other = JSON.read("{\"id\":\"x\",\"labels\":{\"a\":\"2\",\"b\":\"1\"},\"type\":\"action\"}");
            assertThat(new String(JSON.canonical(one), StandardCharsets.UTF_8))
                    .isEqualTo("{\"id\":\"x\",\"labels\":{\"a\":\"2\",\"b\":\"1\"},\"type\":\"action\"}")
                    .isEqualTo(new String(JSON.canonical(other), StandardCharsets.UTF_8));
        }

        @Test
        void agree_with_canonicalising_the_plain_json() throws IOException {
            var plain = RecordJson.MAPPER.readTree(JSON.write(TestEvents.EVERYTHING));
            assertThat(new String(JSON.canonical(TestEvents.EVERYTHING), StandardCharsets.UTF_8))
                    .isEqualTo(CanonicalJson.of(plain).text());
        }

        @Test
        void digest_of_the_fixture_never_changes() {
            assertThat(HexFormat.of().formatHex(JSON.sha256(TestEvents.EVERYTHING)))
                    .isEqualTo(Golden.text("everything.sha256"));
        }
    }

    @Nested
    class Avro {
        private final RecordAvro<Event> codec = Codecs.released().events();

        @Test
        void reads_back_what_it_wrote() {
            assertThat(codec.decode(codec.encode(TestEvents.EVERYTHING))).isEqualTo(TestEvents.EVERYTHING);
            assertThat(codec.decode(codec.encode(TestEvents.BARE))).isEqualTo(TestEvents.BARE);
        }

        @Test
        void writes_the_bytes_that_avro_itself_writes() throws IOException {
            var bytes = codec.encode(TestEvents.EVERYTHING);
            var reader = new GenericDatumReader<GenericRecord>(codec.schema());
            var generic = reader.read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
            assertThat(GenericData.get().validate(codec.schema(), generic)).isTrue();
            var out = new java.io.ByteArrayOutputStream();
            var encoder = org.apache.avro.io.EncoderFactory.get().directBinaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(codec.schema()).write(generic, encoder);
            assertThat(codec.decode(prefixed(bytes, out.toByteArray()))).isEqualTo(TestEvents.EVERYTHING);
        }

        @Test
        void refuses_foreign_bytes_with_a_reason() {
            assertThatThrownBy(() -> codec.decode("{}".getBytes(StandardCharsets.UTF_8)))
                    .hasMessageContaining("wire format");
            assertThatThrownBy(() -> codec.decode(new byte[] {0, 0, 1, 0, 0, 7}))
                    .rootCause()
                    .hasMessageContaining("no released schema has id 65536");
            assertThatThrownBy(() -> codec.decode(new byte[] {0, 0, 0, 0, 1, 2}))
                    .isInstanceOf(UndecodableRecord.class);
        }

        @Test
        void bytes_of_the_fixture_never_change() {
            assertThat(HexFormat.of().formatHex(codec.encode(TestEvents.EVERYTHING)))
                    .isEqualTo(Golden.text("everything.avro.hex"));
            assertThat(codec.decode(HexFormat.of().parseHex(Golden.text("everything.avro.hex"))))
                    .isEqualTo(TestEvents.EVERYTHING);
        }

        private byte[] prefixed(byte[] header, byte[] body) {
            var whole = java.util.Arrays.copyOf(header, 5 + body.length);
            System.arraycopy(body, 0, whole, 5, body.length);
            return whole;
        }
    }

    @Test
    void the_subject_of_a_topic_is_the_registrys_default() {
        assertThat(Topics.EVENTS.valueSubject()).isEqualTo("recount.events-value");
    }
}
