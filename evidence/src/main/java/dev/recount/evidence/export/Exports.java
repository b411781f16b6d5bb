package dev.recount.evidence.export;

import dev.recount.codec.RecordJson;
import dev.recount.evidence.bundle.BundleRequest;
import dev.recount.evidence.bundle.BundleWriter;
import dev.recount.evidence.note.SigningKey;
import dev.recount.evidence.seal.SealedLog;
import dev.recount.evidence.tile.Disk;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exports of one process, made one after the other. A job and its bundle are files, so that both are there after a
 * restart; a job that the restart broke off begins again.
 */
public final class Exports implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Exports.class);
    private static final int ID_BYTES = 16;
    private static final long SEAL_PAUSE_MS = 200;
    private static final int SEAL_TRIES = 300;
    private static final long CLOSE_SECONDS = 10;

    private final Path folder;
    private final ExportSource source;
    private final Supplier<SealedLog> log;
    private final SigningKey key;
    private final Clock clock;
    private final SecureRandom random;
    private final Map<String, ExportJob> jobs = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor worker;
    private volatile boolean closing;

    /**
     * Reads the jobs in {@code folder}, and goes on with those that are not over.
     *
     * @param key signs manifests; the log's own
     */
    public Exports(
            Path folder, ExportSource source, Supplier<SealedLog> log, SigningKey key, Clock clock, SecureRandom random)
            throws IOException {
        this.folder = folder;
        this.source = source;
        this.log = log;
        this.key = key;
        this.clock = clock;
        this.random = random;
        this.worker = new ScheduledThreadPoolExecutor(1, Exports::thread);
        worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        OwnerOnly.folder(folder);
        Workspace.sweep(folder);
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(".json")).forEach(this::take);
        }
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "recount-export");
        thread.setDaemon(true);
        return thread;
    }

    /** One export that cannot be read must not take the others away, nor the product. */
    private void take(Path file) {
        try {
            var job = ExportJob.of(RecordJson.MAPPER.readTree(Files.readString(file)));
            jobs.put(job.id(), job);
            if (!job.isOver()) {
                later(job, Attempt.FIRST);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("export left out, for its file cannot be read: file={} error={}", file, e.toString());
        }
    }

    /** An export that has an id and is not begun. */
    public ExportJob asked(ExportRequest request, String createdBy) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return ExportJob.queued("exp_" + HexFormat.of().formatHex(id), request, createdBy, clock.instant());
    }

    /** Begins an export that was {@linkplain #asked asked} for. */
    public ExportJob begin(ExportJob job) throws IOException {
        keep(job);
        later(job, Attempt.FIRST);
        return job;
    }

    /** The export of that id. */
    public Optional<ExportJob> job(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    /** The bundle of an export that is done. */
    public Path bundle(ExportJob job) {
        return folder.resolve(job.id() + ".zip");
    }

    private void keep(ExportJob job) throws IOException {
        var fresh = folder.resolve(job.id() + ".new");
        Files.writeString(fresh, job.json().toPrettyString());
        put(fresh, folder.resolve(job.id() + ".json"));
        jobs.put(job.id(), job);
    }

    /** Gives a file its name once it is on the disk: after a power cut it is all there, or not at all. */
    private static void put(Path fresh, Path file) throws IOException {
        OwnerOnly.file(fresh);
        try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            Disk.REAL.force(channel);
        }
        Disk.REAL.replace(fresh, file);
    }

    private void later(ExportJob job, Attempt attempt) {
        long pause = attempt.number() == 0 ? 0 : SEAL_PAUSE_MS;
        var unused = worker.schedule(() -> run(job, attempt), pause, TimeUnit.MILLISECONDS);
    }

    private void run(ExportJob job, Attempt attempt) {
        try {
            // The log first: what is recorded while the rest is read is no part of it.
            var sealed = log.get();
            if (!attempt.isCoveredBy(sealed) || !source.isUpToDate()) {
                again(job, attempt);
                return;
            }
            var places = source.places(job.request().selection());
            if (places.isEmpty()) {
                keep(job.failed("there is nothing of that id"));
                return;
            }
            var wanted = attempt.wanting(places.get());
            var enclosed = wanted.isCoveredBy(sealed)
                    ? enclosed(job, wanted, sealed, places.get())
                    : Optional.<Enclosed>empty();
            if (enclosed.isPresent()) {
                write(job, enclosed.get());
            } else {
                again(job, wanted);
            }
        } catch (CancellationException | RejectedExecutionException e) {
            LOG.debug("export broken off");
        } catch (IOException | RuntimeException e) {
            LOG.warn("export failed: error={}", e.toString());
            fail(job);
        }
    }

    /** Empty when it is better tried again. */
    private Optional<Enclosed> enclosed(
            ExportJob job, Attempt attempt, SealedLog sealed, Collection<ExportSource.Place> there) {
        var alerts = source.alerts(job.request().selection());
        var covered = alerts.stream()
                .filter(alert -> Enclosed.isCovered(alert, source, sealed))
                .toList();
        boolean settled = covered.size() == alerts.size() || attempt.number() >= SEAL_TRIES;
        return settled
                ? SealedPlaces.of(there, sealed).map(places -> new Enclosed(sealed, places, covered))
                : Optional.empty();
    }

    private void again(ExportJob job, Attempt attempt) throws IOException {
        if (attempt.number() < SEAL_TRIES) {
            later(job, attempt.next());
        } else {
            keep(job.failed("the events were not sealed in time, or could not be read"));
        }
    }

    private void fail(ExportJob job) {
        try {
            keep(job.failed("it could not be written; the server's log says why"));
        } catch (IOException e) {
            LOG.warn("export not kept: error={}", e.toString());
        }
    }

    private void write(ExportJob job, Enclosed enclosed) throws IOException {
        var selection = job.request().selection();
        long[] leaves = enclosed.places().leaves();
        var records = enclosed.places().records(source, done -> progress(job, done, leaves.length));
        var alerts = enclosed.alerts();
        try (var work = new Workspace(folder)) {
            var fresh = work.folder().resolve("bundle");
            new BundleWriter(work.folder(), enclosed.log(), key)
                    .enclosing(source.report(selection, alerts, enclosed.log()))
                    .write(about(job), leaves, records, alerts, source.rules(alerts), fresh);
            put(fresh, bundle(job));
        }
        keep(job.at(leaves.length, leaves.length).finished());
    }

    private BundleRequest about(ExportJob job) {
        var request = job.request();
        return new BundleRequest(
                request.format(), request.selection().json(), clock.instant(), job.createdBy(), request.why());
    }

    private void progress(ExportJob job, long done, long events) {
        if (closing) {
            throw new CancellationException();
        }
        jobs.put(job.id(), job.at(done, events));
    }

    /** Lets an export that is under way break off by itself: to interrupt it would close the files of the log under it. */
    @Override
    public void close() {
        closing = true;
        worker.shutdown();
        try {
            if (!worker.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("an export is still being written");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
