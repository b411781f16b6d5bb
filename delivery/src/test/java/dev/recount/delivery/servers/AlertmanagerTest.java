package dev.recount.delivery.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.alert.IncidentStatus;
import dev.recount.alert.Level;
import dev.recount.codec.RecordJson;
import dev.recount.delivery.Incidents;
import dev.recount.delivery.Messages;
import dev.recount.delivery.channel.Alertmanager;
import dev.recount.delivery.paging.MessageType;
import dev.recount.delivery.retry.Verdict;
import dev.recount.delivery.send.Carrier;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Alertmanager shows one alert for an incident, at its present severity, until it is resolved. */
@Tag("debian")
class AlertmanagerTest {

    @TempDir
    private Path folder;

    private RunningServer start() throws IOException {
        Files.writeString(folder.resolve("am.yml"), "route: {receiver: none}\nreceivers: [{name: none}]\n");
        int port = RunningServer.freePort();
        var command = List.of(
                "prometheus-alertmanager",
                "--config.file=am.yml",
                "--storage.path=data",
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=");
        return RunningServer.start(folder, port, command);
    }

    @Test
    void one_that_has_forgotten_an_incident_knows_it_again_with_the_next_reminder() throws Exception {
        try (var server = start();
                var carrier = new Carrier(Clock.systemUTC())) {
            var uri = URI.create("http://127.0.0.1:" + server.port());
            assertThat(severities(uri)).isEmpty();
            var channel = new Alertmanager("am", uri, true);
            say(carrier, channel, MessageType.INCIDENT_UPDATED, IncidentStatus.OPEN, Level.HIGH);
            assertThat(severities(uri)).containsExactly("high");
        }
    }

    @Test
    void an_incident_is_one_alert_from_its_opening_to_its_end() throws Exception {
        try (var server = start();
                var carrier = new Carrier(Clock.systemUTC())) {
            var uri = URI.create("http://127.0.0.1:" + server.port());
            var channel = new Alertmanager("am", uri, true);

            say(carrier, channel, MessageType.INCIDENT_OPENED, IncidentStatus.OPEN, Level.HIGH);
            assertThat(severities(uri)).containsExactly("high");

            say(carrier, channel, MessageType.INCIDENT_UPDATED, IncidentStatus.OPEN, Level.CRITICAL);
            assertThat(severities(uri)).containsExactly("critical");

            say(carrier, channel, MessageType.INCIDENT_ACKNOWLEDGED, IncidentStatus.ACKNOWLEDGED, Level.CRITICAL);
            assertThat(severities(uri)).containsExactly("critical");

            say(carrier, channel, MessageType.INCIDENT_RESOLVED, IncidentStatus.RESOLVED, Level.CRITICAL);
            assertThat(severities(uri)).isEmpty();
        }
    }

    private static void say(
            Carrier carrier, Alertmanager channel, MessageType type, IncidentStatus status, Level level) {
        var incident = Incidents.of("inc_1", status, level, 1, Incidents.AT);
        assertThat(carrier.send(channel, Messages.of(type, incident))).isEqualTo(new Verdict.Delivered("HTTP 200"));
    }

    private static List<String> severities(URI uri) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri.resolve("/api/v2/alerts?active=true"))
                .GET()
                .build();
        var answer = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        var severities = new ArrayList<String>();
        for (JsonNode alert : RecordJson.MAPPER.readTree(answer)) {
            assertThat(alert.at("/annotations/description").asText()).contains("an agent destroyed the volume");
            severities.add(alert.at("/labels/severity").asText());
        }
        return severities;
    }
}
