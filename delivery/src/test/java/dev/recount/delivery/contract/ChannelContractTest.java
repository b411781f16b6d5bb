package dev.recount.delivery.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.alert.IncidentStatus;
import dev.recount.alert.Level;
import dev.recount.delivery.Incidents;
import dev.recount.delivery.Messages;
import dev.recount.delivery.channel.Message;
import dev.recount.delivery.paging.MessageType;
import dev.recount.delivery.retry.Verdict;
import dev.recount.delivery.send.Carrier;
import dev.recount.delivery.send.Carriers;
import dev.recount.delivery.send.Sender;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each HTTP channel over real HTTP: what its API is documented to take, and everything that can go wrong on the way. */
class ChannelContractTest {

    private static final String HOSTILE = "<!channel> *b* & \u202e \u0007 [x](http://evil) " + "𝒜".repeat(20_000);
    private static final Sender SENDER = new Carrier(Clock.fixed(Incidents.AT, ZoneOffset.UTC));
    private static final Sender IMPATIENT = Carriers.impatient();

    @AfterAll
    static void close() {
        SENDER.close();
        IMPATIENT.close();
    }

    private static Verdict send(TargetApi api, TargetServer server, Message message) {
        return SENDER.send(api.channel("http://127.0.0.1:" + server.port()), message);
    }

    private static Message nice() {
        return Messages.of(MessageType.INCIDENT_OPENED, Incidents.open("inc_1", Level.CRITICAL));
    }

    @ParameterizedTest
    @EnumSource
    void takes_every_type_of_message_at_every_level_and_the_worst_text(TargetApi api) throws IOException {
        try (var server = new TargetServer(api::answer)) {
            for (Message message : messages()) {
                assertThat(send(api, server, message))
                        .as("%s %s", api, message.type())
                        .isEqualTo(new Verdict.Delivered("HTTP " + api.taken()));
            }
        }
    }

    private static List<Message> messages() {
        var messages = new ArrayList<Message>();
        for (MessageType type : MessageType.values()) {
            for (Level level : Level.values()) {
                messages.add(Messages.of(type, Incidents.open("inc_1", level)));
            }
            messages.add(Messages.of(
                    type,
                    Incidents.of(
                            "inc_" + "x".repeat(300),
                            IncidentStatus.ACKNOWLEDGED,
                            Level.HIGH,
                            25,
                            Incidents.AT,
                            HOSTILE,
                            HOSTILE)));
        }
        return messages;
    }

    /** What a target does, and what that must mean. */
    private record Case(String name, TargetServer.Behaviour behaviour, Class<? extends Verdict> means) {

        /** Standard Webhooks knows success, 410 and all else, which is tried again. */
        Class<? extends Verdict> means(TargetApi api) {
            return api == TargetApi.WEBHOOK && means == Verdict.Refused.class ? Verdict.Later.class : means;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Case status(int status, Class<? extends Verdict> means) {
        return new Case(
                Integer.toString(status),
                (asked, client) -> TargetServer.status(client, status, "Location: /elsewhere\r\n", "no"),
                means);
    }

    private static List<Case> cases() {
        return List.of(
                status(301, Verdict.Refused.class),
                status(307, Verdict.Refused.class),
                status(400, Verdict.Refused.class),
                status(403, Verdict.Refused.class),
                status(404, Verdict.Refused.class),
                status(408, Verdict.Later.class),
                status(410, Verdict.Gone.class),
                status(413, Verdict.Refused.class),
                status(500, Verdict.Later.class),
                status(502, Verdict.Later.class),
                status(503, Verdict.Later.class),
                status(504, Verdict.Later.class),
                new Case("closes without a word", (asked, client) -> client.close(), Verdict.Later.class),
                new Case(
                        "resets the connection",
                        (asked, client) -> {
                            client.setSoLinger(true, 0);
                            client.close();
                        },
                        Verdict.Later.class),
                new Case(
                        "answers no HTTP",
                        (asked, client) -> {
                            TargetServer.write(client, "220 smtp.example ESMTP\r\n");
                            client.close();
                        },
                        Verdict.Later.class),
                new Case(
                        "takes it and resets within the answer",
                        (asked, client) -> {
                            TargetServer.write(client, TargetServer.head(200, "", 1_000) + "o");
                            client.setSoLinger(true, 0);
                            client.close();
                        },
                        Verdict.Delivered.class),
                new Case(
                        "takes it and answers ten megabytes",
                        (asked, client) -> TargetServer.write(
                                client, TargetServer.head(200, "", 10_000_000) + "x".repeat(10_000_000)),
                        Verdict.Delivered.class));
    }

    private static Stream<Arguments> everyCase() {
        return Stream.of(TargetApi.values()).flatMap(api -> cases().stream().map(each -> Arguments.of(api, each)));
    }

    @ParameterizedTest
    @MethodSource("everyCase")
    void means_what_the_channel_says(TargetApi api, Case told) throws IOException {
        try (var server = new TargetServer(told.behaviour())) {
            assertThat(send(api, server, nice())).isInstanceOf(told.means(api));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void waits_as_long_as_a_throttling_target_asks(TargetApi api) throws IOException {
        for (String wait : List.of("Retry-After: 7\r\n", "Retry-After: Fri, 24 Apr 2026 16:41:14 GMT\r\n")) {
            try (var server =
                    new TargetServer((asked, client) -> TargetServer.status(client, 429, wait, "slow down"))) {
                assertThat(send(api, server, nice()))
                        .isInstanceOfSatisfying(Verdict.Later.class, later -> assertThat(later.after())
                                .isBetween(Duration.ofSeconds(6), Duration.ofSeconds(7)));
            }
        }
    }

    @Test
    void a_target_that_never_answers_does_not_hold_a_worker() throws Exception {
        assertThat(slowly((server, client) -> server.hold())).containsOnly(new Verdict.Later("timed out", null));
    }

    /** Each byte comes in time, and the whole never ends. */
    @Test
    void a_target_that_answers_byte_by_byte_does_not_hold_a_worker() throws Exception {
        assertThat(slowly((server, client) -> {
                    TargetServer.write(client, "HTTP/1.1 200 x\r\nX-Slow: ");
                    server.trickle(client);
                }))
                .hasOnlyElementsOfType(Verdict.Later.class);
    }

    /** It has it: what comes behind the status changes nothing. */
    @Test
    void a_target_that_takes_it_and_then_babbles_has_it() throws Exception {
        assertThat(slowly((server, client) -> {
                    TargetServer.write(client, TargetServer.head(200, "", 1_000_000));
                    server.trickle(client);
                }))
                .containsOnly(new Verdict.Delivered("HTTP 200"));
    }

    /** What each channel makes of a slow target; all at once, because that takes time. */
    private static List<Verdict> slowly(TargetServer.LastingBehaviour slowness) throws Exception {
        var threads = Executors.newFixedThreadPool(TargetApi.values().length);
        try (var server = TargetServer.lasting(slowness)) {
            var verdicts = Stream.of(TargetApi.values())
                    .map(api -> threads.submit(
                            () -> IMPATIENT.send(api.channel("http://127.0.0.1:" + server.port()), nice())))
                    .toList();
            var found = new ArrayList<Verdict>();
            for (var verdict : verdicts) {
                found.add(verdict.get(10, TimeUnit.SECONDS));
            }
            return found;
        } finally {
            threads.shutdownNow();
        }
    }
}
