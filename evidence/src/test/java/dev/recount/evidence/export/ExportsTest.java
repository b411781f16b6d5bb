package dev.recount.evidence.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.recount.alert.Alert;
import dev.recount.codec.EvidenceLeaf;
import dev.recount.codec.RecordJson;
import dev.recount.event.Event;
import dev.recount.event.TestEvents;
import dev.recount.evidence.bundle.BundleVerification;
import dev.recount.evidence.bundle.EnclosedRules;
import dev.recount.evidence.note.SigningKey;
import dev.recount.evidence.seal.EvidenceLog;
import dev.recount.evidence.seal.SealedLog;
import dev.recount.evidence.verdict.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportsTest {

    private static final Clock CLOCK = Clock.fixed(TestEvents.T0, ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();
    private final SigningKey key = SigningKey.named("recount.test", SigningKey.generate(random));
    private final List<Event> events = new ArrayList<>();
    private EvidenceLog log;

    /** All events in one partition; there is no incident but {@code inc_1}. */
    private class Source implements ExportSource {
        @Override
        public Optional<Collection<Place>> places(Selection selection) {
            if (selection.subject().map(subject -> subject.id().equals("inc_0")).orElse(false)) {
                return Optional.empty();
            }
            return Optional.of(IntStream.range(0, events.size())
                    .mapToObj(offset -> new Place(0, events.size() - 1L - offset))
                    .toList());
        }

        @Override
        public List<byte[]> records(List<Place> places) {
            return places.stream()
                    .map(place -> RecordJson.of(Event.class).canonical(events.get((int) place.offset())))
                    .toList();
        }

        @Override
        public Optional<Place> place(String event) {
            return Optional.of(new Place(0, Long.parseLong(event.substring("evt-".length()))));
        }

        @Override
        public List<Alert> alerts(Selection selection) {
            return List.of();
        }

        @Override
        public EnclosedRules rules(Collection<Alert> alerts) {
            return EnclosedRules.NONE;
        }
    }

    @BeforeEach
    void open() throws IOException {
        log = EvidenceLog.open(folder.resolve("evidence"), key);
        for (int i = 0; i < 1_200; i++) {
            append();
        }
        var unused = log.seal();
    }

    private void append() throws IOException {
        var event = TestEvents.BARE.toBuilder().id("evt-" + events.size()).build();
        log.append(0, events.size(), EvidenceLeaf.entry(event));
        events.add(event);
    }

    @AfterEach
    void close() {
        log.close();
    }

    private Exports exports() throws IOException {
        return new Exports(folder.resolve("exports"), new Source(), log::sealed, key, CLOCK, random);
    }

    private static ExportRequest request(String json) throws IOException {
        return ExportRequest.of(RecordJson.MAPPER.readTree(json));
    }

    private static ExportJob begin(Exports exports, ExportRequest request) throws IOException {
        return exports.begin(exports.asked(request, "dana"));
    }

    private static ExportJob over(Exports exports, String id) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> exports.job(id).orElseThrow(), ExportJob::isOver);
    }

    @Test
    void an_export_ends_as_a_bundle_that_verifies_and_is_there_after_a_restart() throws Exception {
        ExportJob job;
        try (var exports = exports()) {
            job = over(
                    exports,
                    begin(exports, request("{\"format\":\"csv\",\"why\":\"audit\"}"))
                            .id());
            assertThat(job.status()).isEqualTo(ExportJob.Status.DONE);
            assertThat(job.events()).isEqualTo(1_200);
        }
        try (var exports = exports()) {
            assertThat(exports.job(job.id())).contains(job);
            assertThat(BundleVerification.of(exports.bundle(job), Optional.of(key.verifier()), Optional.empty()))
                    .noneMatch(finding -> finding.verdict() == Finding.Verdict.DIFFERS)
                    .anyMatch(finding -> finding.text().contains("1200 records"));
        }
    }

    @Test
    void an_export_waits_until_its_events_are_sealed() throws Exception {
        append();
        try (var exports = exports()) {
            var job = begin(exports, request("{\"format\":\"json\"}"));
            assertThat(exports.job(job.id()).orElseThrow().isOver()).isFalse();
            var unused = log.seal();
            assertThat(over(exports, job.id()).events()).isEqualTo(1_201);
        }
    }

    /** Something is recorded each time that somebody reads, and a seal comes between. */
    private final class Busy extends Source {
        @Override
        public Optional<Collection<Place>> places(Selection selection) {
            try {
                append();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return super.places(selection);
        }

        /** One that rests on an event that is not sealed yet when the first export could be written. */
        @Override
        public List<Alert> alerts(Selection selection) {
            return List.of(RecordJson.of(Alert.class).read("""
                    {"id":"alert-1","revision":1,"status":"confirmed","level":"high","raised_at":"2026-04-24T16:41:07Z",
                     "rule":{"id":"SEQ-01","title":"A rule","level":"high","author":"Recount"},"evidence":["evt-0","evt-1201"],
                     "first_evidence_at":"2026-04-24T16:41:07Z","last_evidence_at":"2026-04-24T16:41:07Z","latency_ms":7,
                     "irreversible":false}"""));
        }
    }

    private SealedLog sealAll() {
        try {
            return log.seal();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void an_export_of_a_busy_log_is_everything_below_one_checkpoint_and_the_alerts_that_rest_on_it() throws Exception {
        try (var exports = new Exports(folder.resolve("exports"), new Busy(), this::sealAll, key, CLOCK, random)) {
            var job = over(
                    exports, begin(exports, request("{\"format\":\"json\"}")).id());
            assertThat(job.status()).as(job.detail()).isEqualTo(ExportJob.Status.DONE);
            assertThat(job.events()).isEqualTo(1_202);
            assertThat(BundleVerification.of(exports.bundle(job), Optional.of(key.verifier()), Optional.empty()))
                    .noneMatch(finding -> finding.verdict() == Finding.Verdict.DIFFERS)
                    .anyMatch(finding -> finding.text().contains("no leaf is missing"));
        }
    }

    @Test
    void an_export_that_a_restart_broke_off_begins_again() throws Exception {
        append();
        String id;
        try (var exports = exports()) {
            id = begin(exports, request("{\"format\":\"json\",\"session\":\"s\"}"))
                    .id();
        }
        var unused = log.seal();
        try (var exports = exports()) {
            assertThat(over(exports, id).status()).isEqualTo(ExportJob.Status.DONE);
        }
        try (var left = Files.list(folder.resolve("exports"))) {
            assertThat(left).hasSize(2);
        }
    }

    @Test
    void nobody_but_the_owner_may_read_an_export_not_even_one_of_before() throws Exception {
        var exported = folder.resolve("exports");
        Files.createDirectories(exported);
        var before = Files.writeString(exported.resolve("exp_0.zip"), "of before");
        Files.setPosixFilePermissions(before, PosixFilePermissions.fromString("rw-r--r--"));
        try (var exports = exports()) {
            var job = over(
                    exports, begin(exports, request("{\"format\":\"json\"}")).id());
            assertThat(job.status()).isEqualTo(ExportJob.Status.DONE);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(exported)))
                .isEqualTo("rwx------");
        try (var files = Files.list(exported)) {
            assertThat(files).hasSize(3).allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
        }
    }

    @Test
    void an_export_whose_file_is_damaged_is_left_out_and_the_others_are_there() throws Exception {
        ExportJob job;
        try (var exports = exports()) {
            job = over(exports, begin(exports, request("{\"format\":\"json\"}")).id());
        }
        var good = Files.readString(folder.resolve("exports").resolve(job.id() + ".json"));
        for (String damaged : List.of(
                "", "{", "[]", "7", good.replace("\"done\",", "\"begun\","), good.replace("\"json\"", "\"yaml\""))) {
            Files.writeString(folder.resolve("exports").resolve("exp_1.json"), damaged);
            try (var exports = exports()) {
                assertThat(exports.job(job.id())).as(damaged).contains(job);
                assertThat(exports.job("exp_1")).as(damaged).isEmpty();
            }
        }
    }

    @Test
    void what_is_not_there_fails_and_says_why() throws Exception {
        try (var exports = exports()) {
            var job = over(
                    exports,
                    begin(exports, request("{\"format\":\"json\",\"incident\":\"inc_0\"}"))
                            .id());
            assertThat(job.status()).isEqualTo(ExportJob.Status.FAILED);
            assertThat(job.detail()).contains("nothing of that id");
        }
    }

    @Test
    void a_wrong_request_is_refused_field_by_field() throws Exception {
        var faults = ExportRequest.faults(
                RecordJson.MAPPER.readTree(
                        "{\"format\":\"xml\",\"from\":\"yesterday\",\"session\":\"a\",\"actor\":\"b\",\"colour\":\"red\",\"why\":7}"));
        assertThat(faults)
                .extracting(ExportRequest.Fault::pointer)
                .containsExactlyInAnyOrder("/format", "/from", "", "/colour", "/why");
        for (String to : List.of("2026-04-24T16:41:07Z", "2026-04-24T16:41:06.999999Z")) {
            assertThat(ExportRequest.faults(RecordJson.MAPPER.readTree(
                            "{\"format\":\"json\",\"from\":\"2026-04-24T16:41:07Z\",\"to\":\"" + to + "\"}")))
                    .extracting(ExportRequest.Fault::pointer)
                    .containsExactly("/to");
        }
    }
}
