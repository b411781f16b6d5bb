package dev.recount.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Approvals that reach a running Recount through the registry after the alert. */
class LateApprovalTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path data;

    /** What an agent asks for, is allowed and then does, from the first of the three to the last. */
    @Test
    void one_given_between_the_request_and_the_act_retracts_once_it_was_carried_out() throws IOException {
        try (var recount = RunningRecount.start(data)) {
            recount.put("/v1/registry/resources/db:*", "{\"environment\":\"production\"}");
            destroy(recount, "asked", "requested", Instant.now());
            await().atMost(SOON).until(() -> levels(recount).toList().contains("db:asked high provisional"));

            recount.put(
                    "/v1/registry/approvals/answer",
                    "{\"approver\":\"user:ops\",\"verbs\":[\"destroy\"],\"resource\":\"db:asked\"}");
            destroy(recount, "asked", "succeeded", Instant.now());

            var retracted = awaitAlert(recount, alert -> is(alert, "db:asked", "retracted"));
            assertThat(retracted.path("absent").toString()).contains("approvals/answer");
            assertThat(retracted.path("level").asText()).isEqualTo("high");
        }
    }

    @Test
    void one_given_before_the_act_retracts_and_one_given_after_it_makes_it_worse() throws IOException {
        try (var recount = RunningRecount.start(data)) {
            recount.put("/v1/registry/resources/db:*", "{\"environment\":\"production\"}");
            var act = Instant.now();
            destroy(recount, "before", "requested", act);
            destroy(recount, "after", "succeeded", act);
            await().atMost(SOON).until(() -> levels(recount).toList().contains("db:before high provisional"));
            await().atMost(SOON).until(() -> levels(recount).toList().contains("db:after high provisional"));

            var file = Files.writeString(data.resolve("approval.yaml"), """
                    kind: approvals
                    id: given-before
                    approver: user:ops
                    verbs: [destroy]
                    resource: db:before
                    granted_at: "%s"
                    """.formatted(act.minus(Duration.ofHours(2))));
            assertThat(recount.command("registry", "apply", file.toString()).output())
                    .contains("applied 1, rejected 0");
            recount.put(
                    "/v1/registry/approvals/given-after",
                    "{\"approver\":\"user:ops\",\"verbs\":[\"destroy\"],\"resource\":\"db:after\"}");

            var retracted = awaitAlert(recount, alert -> is(alert, "db:before", "retracted"));
            assertThat(retracted.path("absent").toString())
                    .contains("approvals/given-before")
                    .contains("granted before the act");
            var silenced = awaitAlert(recount, alert -> is(alert, "db:before", "suppressed"));
            assertThat(silenced.at("/suppressed_by/0/id").asText()).isEqualTo("given-before");
            var worse = awaitAlert(
                    recount,
                    alert -> is(alert, "db:after", "provisional")
                            && alert.path("level").asText().equals("critical"));
            assertThat(worse.path("absent").toString()).contains("after_the_act");
            var backdated =
                    awaitAlert(recount, alert -> alert.at("/rule/id").asText().equals("APPROVAL-01"));
            assertThat(backdated.path("summary").asText()).contains("given-before");
            assertThat(json(recount.get("/v1/registry/approvals/given-before"))
                            .path("granted_at")
                            .asText())
                    .isNotEqualTo(json(recount.get("/v1/registry/approvals/given-before"))
                            .path("entered_at")
                            .asText());
        }
    }

    private static boolean is(JsonNode alert, String resource, String status) {
        return alert.at("/rule/id").asText().equals("SEQ-04")
                && alert.path("status").asText().equals(status)
                && alert.path("group").toString().contains(resource);
    }

    private static JsonNode awaitAlert(RunningRecount recount, Predicate<JsonNode> wanted) {
        return await().atMost(SOON)
                .until(() -> alerts(recount).filter(wanted).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    private static Stream<String> levels(RunningRecount recount) {
        return alerts(recount)
                .filter(alert -> alert.at("/rule/id").asText().equals("SEQ-04"))
                .map(alert -> alert.path("group").elements().next().asText() + " "
                        + alert.path("level").asText() + " "
                        + alert.path("status").asText());
    }

    private static Stream<JsonNode> alerts(RunningRecount recount) {
        return Stream.of("/v1/alerts?limit=100", "/v1/alerts?limit=100&status=suppressed")
                .map(recount::get)
                .map(page -> json(page).path("items"))
                .flatMap(items -> StreamSupport.stream(items.spliterator(), false));
    }

    private static void destroy(RunningRecount recount, String name, String phase, Instant at) {
        var event = MAPPER.createObjectNode()
                .put("id", name + "-" + phase)
                .put("type", "action")
                .put("phase", phase)
                .put("occurred_at", at.toString());
        event.putObject("session").put("id", "s-" + name);
        event.putObject("actor").put("id", "agent:coder/" + name).put("kind", "agent");
        event.putObject("action").put("id", "a-" + name).put("verb", "destroy").put("operation", "DropDatabase");
        event.putObject("resource").put("id", "db:" + name);
        recount.post("/v1/events", "application/json", event.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
