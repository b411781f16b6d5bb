package dev.recount.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.event.Event;
import dev.recount.event.Json;
import dev.recount.event.TestEvents;
import dev.recount.shape.Kind;
import dev.recount.shape.Shape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The canonical bytes that are made straight from Avro are those of the record. */
class AvroCanonicalTest {

    private static final RecordJson<Event> JSON = RecordJson.of(Event.class);
    private static final RecordAvro<Event> AVRO = Codecs.released().events();
    private static final List<String> TEXTS = List.of(
            "",
            "plain",
            "a\"b\\c",
            "\n\t\u0000\u001f",
            "naïve \u2028 \uD83D\uDE80",
            "\u007f",
            "\uD800",
            "x".repeat(3_000));
    private static final int EVENTS = Integer.getInteger("recount.random.events", 2_000);

    private final long seed = System.nanoTime();
    private final SplittableRandom random = new SplittableRandom(seed);

    @Test
    void are_those_of_an_event_with_every_field_and_of_one_with_none() {
        for (Event event : List.of(TestEvents.EVERYTHING, TestEvents.BARE)) {
            assertThat(AVRO.canonical(AVRO.encode(event))).isEqualTo(JSON.canonical(event));
        }
    }

    @Test
    void are_those_of_any_event() {
        for (int i = 0; i < EVENTS; i++) {
            byte[] value = AVRO.encode(event());

            assertThat(new String(AVRO.canonical(value), StandardCharsets.UTF_8))
                    .as("seed %d", seed)
                    .isEqualTo(new String(JSON.canonical(AVRO.decode(value)), StandardCharsets.UTF_8));
        }
    }

    @Test
    void are_those_of_what_damaged_bytes_are_read_as_and_are_refused_where_nothing_can_be_read() {
        for (int i = 0; i < EVENTS; i++) {
            byte[] value = AVRO.encode(event());
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                value[RecordAvro.HEADER_BYTES + random.nextInt(value.length - RecordAvro.HEADER_BYTES)] ^=
                        (byte) (1 << random.nextInt(8));
            }

            assertThat(canonical(value)).as("seed %d", seed).isEqualTo(canonicalOfDecoded(value));
        }
    }

    private static String canonical(byte[] value) {
        try {
            return new String(AVRO.canonical(value), StandardCharsets.UTF_8);
        } catch (UndecodableRecord e) {
            return "undecodable";
        }
    }

    private static String canonicalOfDecoded(byte[] value) {
        try {
            return new String(JSON.canonical(AVRO.decode(value)), StandardCharsets.UTF_8);
        } catch (UndecodableRecord e) {
            return "undecodable";
        }
    }

    private Event event() {
        return (Event) record(Shape.of(Event.class));
    }

    private Record record(Shape<?> shape) {
        var fields = shape.fields();
        var values = new Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            if (!fields.get(i).optional() || random.nextInt(3) == 0) {
                values[i] = value(fields.get(i).kind());
            }
        }
        return shape.make(values);
    }

    private Object value(Kind kind) {
        if (kind instanceof Kind.Text) {
            return text();
        }
        if (kind instanceof Kind.Whole) {
            return random.nextBoolean() ? random.nextLong(-12, 12) : random.nextLong();
        }
        if (kind instanceof Kind.Flag) {
            return random.nextBoolean();
        }
        if (kind instanceof Kind.Time) {
            return Micros.instant(
                    random.nextInt(20) == 0
                            ? random.nextLong()
                            : random.nextLong(-62_135_596_800_000_000L, 253_402_300_800_000_000L));
        }
        if (kind instanceof Kind.FreeJson) {
            return new Json(random.nextBoolean() ? "{\"a\":[1,\"\uD83D\uDE80\"]}" : "null");
        }
        if (kind instanceof Kind.Choice choice) {
            return List.copyOf(choice.words().values())
                    .get(random.nextInt(choice.words().size()));
        }
        if (kind instanceof Kind.ListOf list) {
            return IntStream.range(0, random.nextInt(3))
                    .mapToObj(i -> value(list.element()))
                    .toList();
        }
        return kind instanceof Kind.Nested nested ? record(nested.shape()) : map();
    }

    private Map<String, String> map() {
        var map = new java.util.HashMap<String, String>();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put(text(), text());
        }
        return map;
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }
}
