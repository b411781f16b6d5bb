package dev.recount.ingest.log;

import dev.recount.codec.Codecs;
import dev.recount.event.Event;
import dev.recount.event.Rejection;
import dev.recount.runtime.health.Check;
import dev.recount.topic.Topic;
import dev.recount.topic.Topics;
import java.util.ArrayList;
import java.util.List;

/** A log in memory that can be told to hold its answers or to fail. */
public final class InMemoryEventLog implements EventLog {

    /** One record. */
    public record Stored(Topic topic, String key, byte[] value) {}

    private final List<Stored> stored = new ArrayList<>();
    private final List<Runnable> held = new ArrayList<>();
    private boolean holding;
    private boolean failing;

    @Override
    public synchronized void append(Topic topic, String key, byte[] value, Appended appended) {
        Runnable answer = answer(new Stored(topic, key, value), appended, failing);
        if (holding) {
            held.add(answer);
        } else {
            answer.run();
        }
    }

    private Runnable answer(Stored record, Appended appended, boolean fails) {
        return () -> {
            if (!fails) {
                stored.add(record);
            }
            appended.done(fails ? new IllegalStateException("told to fail") : null);
        };
    }

    /** From now on answers wait for {@link #release()}. */
    public synchronized void hold() {
        holding = true;
    }

    /** Gives every answer that was held. */
    public synchronized void release() {
        holding = false;
        var answers = List.copyOf(held);
        held.clear();
        answers.forEach(Runnable::run);
    }

    /** From now on records fail, or no longer. */
    public synchronized void fail(boolean fails) {
        failing = fails;
    }

    /** How many answers are held. */
    public synchronized int heldCount() {
        return held.size();
    }

    /** The records of a topic, in order. */
    public synchronized List<Stored> records(Topic topic) {
        return stored.stream().filter(record -> record.topic().equals(topic)).toList();
    }

    /** The events, in order. */
    public List<Event> events() {
        var codec = Codecs.released().events();
        return records(Topics.EVENTS).stream()
                .map(record -> codec.decode(record.value()))
                .toList();
    }

    /** The rejections, in order. */
    public List<Rejection> rejections() {
        var codec = Codecs.released().rejected();
        return records(Topics.REJECTED).stream()
                .map(record -> codec.decode(record.value()))
                .toList();
    }

    @Override
    public String name() {
        return "in-memory";
    }

    @Override
    public Check check() {
        return Check.up();
    }

    @Override
    public void close() {
        fail(true);
    }
}
