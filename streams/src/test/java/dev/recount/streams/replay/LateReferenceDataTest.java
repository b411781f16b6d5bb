package dev.recount.streams.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.Alert;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.streams.detect.RuleBook;
import dev.recount.streams.detect.RuleFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is declared after the act says of it what it would have said before. */
class LateReferenceDataTest {

    private static final RuleBook RULES = RuleFiles.shippedBook();
    private static final Instant BEGIN = Instant.parse("2026-05-01T10:00:00Z");
    private static final Instant END = BEGIN.plus(Duration.ofDays(2));

    private final List<Event> events = new ArrayList<>();

    @Test
    void a_freeze_by_any_word_for_its_environment() {
        act("\"action\":{\"verb\":\"modify\",\"operation\":\"UPDATE\"},\"resource\":{\"id\":\"db:orders\","
                + "\"kind\":\"table\",\"environment\":\"production\"}");
        declare("freezes", "late", "{\"environment\":\"Prod\"}");
        assertSaysTheSame("SEQ-08");
    }

    @Test
    void an_approval_of_everything_for_an_act_that_names_nothing() {
        act("\"phase\":\"requested\",\"action\":{\"verb\":\"destroy\",\"operation\":\"WIPE\",\"reversibility\":"
                + "\"irreversible\"},\"resource\":{\"environment\":\"production\"}");
        tell("\"type\":\"approval\",\"phase\":\"granted\",\"actor\":{\"id\":\"user:ops\",\"kind\":\"human\"},"
                + "\"approval\":{\"id\":\"all\",\"approver\":\"user:ops\",\"grantee\":\"agent:*\",\"resource\":\"*\"}");
        assertSaysTheSame("SEQ-04");
    }

    @Test
    void a_job_of_the_agent_that_issued_the_credential() {
        tell("\"type\":\"credential\",\"phase\":\"issued\",\"session\":{\"id\":\"s2\",\"parent_id\":\"s1\"},"
                + "\"actor\":{\"id\":\"agent:sub\",\"kind\":\"agent\"},\"credential\":{\"fingerprint\":\"fp_new\","
                + "\"kind\":\"bearer\"},\"action\":{\"verb\":\"issue_credential\",\"operation\":\"mint\"}");
        act("\"action\":{\"verb\":\"modify\",\"operation\":\"put\"},\"credential\":{\"fingerprint\":\"fp_new\","
                + "\"kind\":\"bearer\"},\"resource\":{\"id\":\"vol:9\",\"kind\":\"volume\"}");
        declare("automations", "rotator", "{\"identity\":\"agent:sub\",\"selector\":[\"fp_new\"]}");
        assertSaysTheSame("SEQ-22");
    }

    @Test
    void either_of_two_entries_that_list_one_alias() {
        declare(
                "credentials",
                "zz",
                "{\"issued_to\":\"agent:coder\",\"purpose\":\"all\",\"verbs\":[\"read\",\"destroy\"],\"aliases\":[\"AKIA1\"]}");
        declare(
                "credentials",
                "aa",
                "{\"issued_to\":\"user:dana\",\"purpose\":\"domains\",\"verbs\":[\"read\"],\"aliases\":[\"AKIA1\"]}");
        act("\"type\":\"credential\",\"phase\":\"discovered\",\"credential\":{\"provider_id\":\"AKIA1\",\"kind\":"
                + "\"bearer\",\"location\":{\"kind\":\"file\",\"path\":\"/x/other.txt\",\"in_task_scope\":false}}");
        act("\"action\":{\"verb\":\"destroy\",\"operation\":\"del\"},\"credential\":{\"provider_id\":\"AKIA1\"},"
                + "\"resource\":{\"id\":\"vol:9\",\"kind\":\"volume\"}");
        assertSaysTheSame("SEQ-01");
    }

    private void act(String fields) {
        tell("\"session\":{\"id\":\"s1\",\"autonomy\":\"auto\"},\"actor\":{\"id\":\"agent:coder\",\"kind\":\"agent\"},"
                + (fields.contains("\"type\"") ? "" : "\"type\":\"action\",")
                + (fields.contains("\"phase\"") ? "" : "\"phase\":\"succeeded\",")
                + fields);
    }

    private void declare(String kind, String id, String body) {
        tell("\"type\":\"control\",\"phase\":\"reference_changed\",\"reference\":{\"kind\":\"" + kind + "\",\"id\":\""
                + id + "\",\"body\":" + body + "}");
    }

    /** One minute after the last; what is granted or declared holds from an hour before. */
    private void tell(String fields) {
        var at = BEGIN.plusSeconds(60L * events.size());
        var spoken = fields.contains("\"approval\":{") ? BEGIN.minusSeconds(3_600) : at;
        events.add(RecordJson.of(Event.class).read("""
                        {"id":"e%d","occurred_at":"%s","observed_at":"%s","recorded_at":"%s",
                         "sensor":{"kind":"agent_hook","name":"coder"},%s}\
                        """.formatted(events.size(), spoken, at, at, fields)));
    }

    private void assertSaysTheSame(String rule) {
        var expected = alerts(Replaying.of(RULES, events, 1, END));
        var backwards = new ArrayList<>(events);
        Collections.reverse(backwards);
        assertThat(expected).anyMatch(alert -> alert.contains(rule));
        assertThat(alerts(live(events))).isEqualTo(expected);
        assertThat(alerts(live(backwards))).isEqualTo(expected);
    }

    private static List<Alert> live(List<Event> events) {
        var detector = new Detector(RULES);
        detector.acceptAll(events);
        detector.settle(END);
        return detector.alerts();
    }

    private static List<String> alerts(List<Alert> alerts) {
        return Standing.of(alerts, List.of()).alerts();
    }
}
