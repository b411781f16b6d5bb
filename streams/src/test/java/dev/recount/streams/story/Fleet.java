package dev.recount.streams.story;

import dev.recount.event.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Many sessions at once: days of work of developers, builds, rotators and cleaners, put together by chance, and the stories that rules
 * are tested with, harmless ones, among them the scenarios of the must-not-fire suite, and planted attacks, with other work between their
 * steps. Each is told of its own people and things. The same seed makes the same fleet.
 *
 * @param tellings what happens in it, and what must be raised about each
 */
public record Fleet(List<Told> tellings) {

    /** From the first event of a fleet to the last telling's begin. */
    public static final Duration SPAN = Duration.ofDays(20);

    private static final int OUT_OF_ORDER = 50;
    private static final double PLANTED = 0.3;
    private static final double WORK = 0.4;

    /** A story, and its events in this fleet. */
    public record Told(Story story, List<Event> events) {
        public Told {
            events = List.copyOf(events);
        }
    }

    /** A fleet of so many tellings of the stories in a folder, every story at least once if there are that many. */
    public static Fleet of(Path folder, long seed, int size) throws IOException {
        var random = new Random(seed);
        var untold = new ArrayDeque<>(stories(folder, random));
        var told = List.copyOf(untold);
        var benign = told.stream().filter(story -> !isAttack(story)).toList();
        var attacks = told.stream().filter(Fleet::isAttack).toList();
        var work = Work.in(folder.resolve("work"));
        List<Told> tellings = new ArrayList<>();
        while (tellings.size() < size) {
            var story = random.nextDouble() < WORK
                    ? work.get(random.nextInt(work.size())).day(random)
                    : untold.isEmpty() ? pick(random.nextDouble() < PLANTED ? attacks : benign, random) : untold.pop();
            var later = Duration.ofSeconds((long) (random.nextDouble() * SPAN.toSeconds()));
            var events = Telling.of(isAttack(story) ? Chatter.amid(story, random) : story);
            tellings.add(new Told(story, new Retelling(tellings.size(), later).of(events)));
        }
        return new Fleet(List.copyOf(tellings));
    }

    private static Story pick(List<Story> stories, Random random) {
        return stories.get(random.nextInt(stories.size()));
    }

    /** Whether it must raise something above low. */
    public static boolean isAttack(Story story) {
        return story.raises().values().stream()
                .anyMatch(level -> !level.equals("low") && !level.equals("informational"));
    }

    private static List<Story> stories(Path folder, Random random) throws IOException {
        List<Story> stories = new ArrayList<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yml"))
                    .sorted()
                    .toList()) {
                stories.addAll(StoryFile.read(file).stories());
            }
        }
        Collections.shuffle(stories, random);
        return stories;
    }

    /** All events in the order in which they were recorded. */
    public List<Event> events() {
        return tellings.stream()
                .flatMap(told -> told.events().stream())
                .sorted(Comparator.comparing(Event::recordedAt).thenComparing(Event::id))
                .toList();
    }

    /** The same a little out of order, a tenth of them twice: as several senders that try again deliver them. */
    public List<Event> delivered(long seed) {
        var random = new Random(seed);
        record Arrival(Event event, double at) {}
        List<Arrival> arrivals = new ArrayList<>();
        var events = events();
        for (int i = 0; i < events.size(); i++) {
            arrivals.add(new Arrival(events.get(i), i + random.nextDouble() * OUT_OF_ORDER));
            if (random.nextInt(10) == 0) {
                arrivals.add(new Arrival(events.get(i), i + random.nextDouble() * OUT_OF_ORDER));
            }
        }
        arrivals.sort(Comparator.comparingDouble(Arrival::at));
        return arrivals.stream().map(Arrival::event).toList();
    }

    /** When everything that waits in it has been waited for. */
    public Instant end() {
        return Telling.BEGIN.plus(SPAN).plus(Duration.ofDays(90));
    }
}
