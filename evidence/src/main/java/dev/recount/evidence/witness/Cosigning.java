package dev.recount.evidence.witness;

import dev.recount.evidence.note.SignedNote.NoteSignature;
import dev.recount.evidence.note.VerifierKey;
import dev.recount.evidence.seal.SealedLog;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows checkpoints to witnesses, behind sealing and never in its way: in rounds, each of which shows one checkpoint to all
 * of them. A witness that did not cosign is left out for a while, so that it does not hold up the others.
 */
public final class Cosigning implements AutoCloseable {

    /**
     * A witness to ask.
     *
     * @param key verifies its cosignatures
     * @param address for people
     * @param door the way to it
     */
    public record Peer(VerifierKey key, String address, WitnessDoor door) {}

    private static final Logger LOG = LoggerFactory.getLogger(Cosigning.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LEFT_OUT = Duration.ofSeconds(10);

    private final Supplier<SealedLog> log;
    private final Consumer<SealedLog> publisher;
    private final List<WitnessPeer> peers;
    private final Map<WitnessPeer, Long> askedAgainAt = new HashMap<>();
    private final ExecutorService askers;
    private final Thread rounds;
    private @Nullable SealedLog shown;
    private final CountDownLatch closing = new CountDownLatch(1);

    /**
     * Asks nobody yet.
     *
     * @param log what was sealed last
     * @param verifier the log's key
     * @param publisher told of each checkpoint that has become cosigned, or cosigned by more
     */
    public Cosigning(
            Supplier<SealedLog> log,
            VerifierKey verifier,
            List<Peer> peers,
            Consumer<SealedLog> publisher,
            Clock clock) {
        this.log = log;
        this.publisher = publisher;
        this.peers = peers.stream()
                .map(peer -> new WitnessPeer(peer.key(), peer.address(), peer.door(), verifier, clock))
                .toList();
        this.askers = Executors.newFixedThreadPool(Math.max(peers.size(), 1), Cosigning::thread);
        this.rounds = thread(this::run);
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "recount-witnesses");
        thread.setDaemon(true);
        return thread;
    }

    /** Begins; does nothing if there are no witnesses. */
    public void start() {
        if (!peers.isEmpty()) {
            rounds.start();
        }
    }

    private void run() {
        try {
            do {
                round(log.get());
            } while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Shows a checkpoint to every witness that has not cosigned it and is not left out. */
    private void round(SealedLog sealed) throws InterruptedException {
        boolean isNew = shown == null || shown.size() != sealed.size();
        long now = System.nanoTime();
        var asked = peers.stream()
                .filter(peer -> isNew || peer.state().size() != sealed.size())
                .filter(peer -> now - askedAgainAt.getOrDefault(peer, now) >= 0)
                .toList();
        if (sealed.size() == 0 || (asked.isEmpty() && !isNew)) {
            return;
        }
        var cosignatures = cosignatures(sealed, asked);
        show(isNew || shown == null ? sealed : shown, cosignatures);
    }

    private List<NoteSignature> cosignatures(SealedLog sealed, List<WitnessPeer> asked) throws InterruptedException {
        var answers = new ArrayList<Future<List<NoteSignature>>>();
        for (WitnessPeer peer : asked) {
            answers.add(askers.submit((Callable<List<NoteSignature>>) () -> peer.cosign(sealed)));
        }
        var given = new ArrayList<NoteSignature>();
        for (int i = 0; i < answers.size(); i++) {
            var signatures = answer(answers.get(i));
            given.addAll(signatures);
            long pause = signatures.isEmpty() ? LEFT_OUT.toNanos() : 0;
            askedAgainAt.put(asked.get(i), System.nanoTime() + pause);
        }
        return given;
    }

    private static List<NoteSignature> answer(Future<List<NoteSignature>> asked) throws InterruptedException {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            LOG.warn("a witness could not be asked: error={}", String.valueOf(e.getCause()));
            return List.of();
        }
    }

    private void show(SealedLog sealed, List<NoteSignature> cosignatures) {
        var cosigned = sealed.with(cosignatures);
        synchronized (this) {
            shown = cosigned;
            notifyAll();
        }
        if (!cosignatures.isEmpty()) {
            publisher.accept(cosigned);
        }
    }

    /** The checkpoint that was shown to the witnesses last, with their cosignatures; the last one of all if there was none. */
    public synchronized SealedLog shown() {
        var last = shown;
        return last == null ? log.get() : last;
    }

    /** A checkpoint that covers all that was sealed when this is called, and that witnesses had the time to cosign. */
    public synchronized SealedLog awaitShown(Duration most) {
        var sealed = log.get();
        long end = System.nanoTime() + most.toNanos();
        try {
            while (!peers.isEmpty() && (shown == null || shown.size() < sealed.size())) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    return sealed;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return sealed;
        }
        var last = shown;
        return last == null ? sealed : last;
    }

    /** How each witness is. */
    public List<WitnessState> states() {
        return peers.stream().map(WitnessPeer::state).toList();
    }

    @Override
    public void close() {
        closing.countDown();
        askers.shutdownNow();
        rounds.interrupt();
    }
}
