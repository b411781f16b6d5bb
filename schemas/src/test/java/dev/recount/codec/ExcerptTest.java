package dev.recount.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recount.event.Event;
import dev.recount.event.TestEvents;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExcerptTest {

    private static final RecordAvro<Event> AVRO = Codecs.released().events();
    private static final byte[] EVERYTHING = AVRO.encode(TestEvents.EVERYTHING);

    @Test
    void reads_what_is_wanted_and_leaves_out_the_rest() {
        var seen = read("id", "session.id", "credential", "no.such.field");

        var event = TestEvents.EVERYTHING;
        assertThat(seen)
                .isEqualTo(Event.of(event.type())
                        .id(event.id())
                        .session(new dev.recount.event.Session(event.sessionId(), null, null, null, null))
                        .credential(event.credential())
                        .build());
    }

    @Test
    void a_path_into_a_map_wants_one_entry_and_one_into_json_all_of_it() {
        var key = TestEvents.EVERYTHING.labels().keySet().iterator().next();

        var seen = read("labels." + key, "action.arguments.deep.inside");

        assertThat(seen.labels())
                .isEqualTo(Map.of(key, TestEvents.EVERYTHING.labels().get(key)));
        assertThat(seen.action()).isNotNull();
        assertThat(seen.action().arguments())
                .isEqualTo(TestEvents.EVERYTHING.action().arguments());
        assertThat(seen.action().id()).isNull();
    }

    @Test
    void whatever_is_wanted_nothing_is_read_from_where_something_else_stands() {
        var paths = List.of(
                "phase",
                "occurred_at",
                "sensor.seq",
                "session.task.verbs",
                "approval",
                "labels",
                "source.record",
                "trace_id");
        for (String path : paths) {
            var one = read(path);
            assertThat(AVRO.decode(AVRO.encode(one), Excerpt.of(Event.class, List.of(path))))
                    .isEqualTo(one);
            assertThat(one.type()).isEqualTo(TestEvents.EVERYTHING.type());
        }
        assertThat(read("source").source()).isEqualTo(TestEvents.EVERYTHING.source());
        assertThat(read("type"))
                .isEqualTo(Event.of(TestEvents.EVERYTHING.type()).build());
    }

    @Test
    void refuses_bytes_that_end_too_soon_also_within_what_is_passed_over() {
        var cut = Arrays.copyOf(EVERYTHING, EVERYTHING.length - 3);

        assertThatThrownBy(() -> AVRO.decode(cut, Excerpt.of(Event.class, List.of("id"))))
                .isInstanceOf(UndecodableRecord.class);
    }

    private static Event read(String... paths) {
        return AVRO.decode(EVERYTHING, Excerpt.of(Event.class, List.of(paths)));
    }
}
