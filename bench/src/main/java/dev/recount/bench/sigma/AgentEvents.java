package dev.recount.bench.sigma;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Deterministic agent actions after the definition in the performance notes: sessions of 500 events over about an hour,
 * spread over a day; credentials drawn with a skew; in each million 25 true sequences (a credential read outside the task's
 * scope, then used, then something in production deleted, within ten minutes of one session) and 125 near misses of five
 * kinds.
 */
final class AgentEvents {

    static final int PER_SESSION = 500;

    /** Of so many sessions the first has the true sequence and the next five have a near miss each. */
    static final int STORY_EVERY_SESSIONS = 80;

    private static final long START = 1_793_491_200_000L;
    private static final long MINUTE = 60_000;
    private static final int CREDENTIALS = 5_000;
    private static final String[] TOOLS = {"fs", "git", "kubectl", "psql", "http", "gh", "slack", "terraform"};
    private static final String[] ENVIRONMENTS = {"dev", "dev", "staging", "staging", "production"};
    private static final String[] VERBS = {"get", "list", "apply", "sync", "copy", "fetch", "build", "test"};
    private static final String[] ACTIONS = {
        "file.read", "file.read", "file.read", "file.write", "http.request", "shell.exec", "db.query", "tool.call"
    };

    private final SplittableRandom random;
    private final int session;
    private final String task;
    private final List<AgentEvent> events = new ArrayList<>(PER_SESSION);

    /** One step of a planted story; {@code afterMs} counts from the story's beginning. */
    private record Step(long afterMs, String action, boolean inScope, String env, String credential) {}

    private AgentEvents(SplittableRandom random, int session) {
        this.random = random;
        this.session = session;
        this.task = "task-" + hex(8);
    }

    /** Events in order of time. The same arguments give the same events. */
    static List<AgentEvent> generate(int count, long seed) {
        SplittableRandom root = new SplittableRandom(seed);
        List<AgentEvent> all = new ArrayList<>(count);
        for (int session = 0; all.size() < count; session++) {
            all.addAll(new AgentEvents(root.split(), session).session());
        }
        all.sort(Comparator.comparingLong(AgentEvent::ts).thenComparing(AgentEvent::eventId));
        return List.copyOf(all.subList(0, count));
    }

    private List<AgentEvent> session() {
        long time = START + random.nextLong(23 * 60 * MINUTE);
        List<Step> story = new ArrayList<>(story(session % STORY_EVERY_SESSIONS));
        long begun = time + 10 * MINUTE + random.nextLong(10 * MINUTE);
        while (events.size() < PER_SESSION) {
            if (!story.isEmpty() && begun + story.get(0).afterMs() <= time) {
                Step step = story.remove(0);
                add(begun + step.afterMs(), step.action(), step.inScope(), step.env(), step.credential());
            } else {
                noise(time);
                time += 200 + (long) (-Math.log(1 - random.nextDouble()) * 7_000);
            }
        }
        return events;
    }

    private List<Step> story(int kind) {
        String mine = "cred-x" + session;
        String other = "cred-y" + session;
        Step read = new Step(0, "credential.read", false, "dev", mine);
        Step used = new Step(MINUTE, "credential.use", false, "production", mine);
        Step deleted = new Step(3 * MINUTE, "resource.delete", false, "production", mine);
        return switch (kind) {
            case 0 -> List.of(read, used, deleted);
            case 1 -> List.of(read, used, new Step(11 * MINUTE, "resource.delete", false, "production", mine));
            case 2 ->
                List.of(
                        new Step(0, "credential.use", false, "production", mine),
                        new Step(MINUTE, "credential.read", false, "dev", mine),
                        deleted);
            case 3 -> List.of(read, used, new Step(2 * MINUTE, "resource.delete", false, "staging", mine));
            case 4 ->
                List.of(
                        read,
                        new Step(MINUTE, "credential.use", false, "production", other),
                        new Step(2 * MINUTE, "resource.delete", false, "production", other));
            case 5 -> List.of(new Step(0, "credential.read", true, "dev", mine), used, deleted);
            default -> List.of();
        };
    }

    /** Sessions without a story read credentials or delete things, never both. */
    private void noise(long time) {
        boolean told = session % STORY_EVERY_SESSIONS <= 5;
        int draw = random.nextInt(1_000);
        if (!told && session % 2 == 1 && draw < 20) {
            add(time, "credential.read", false, "dev", credential());
        } else if (!told && session % 2 == 0 && draw < 5) {
            add(time, "resource.delete", random.nextInt(100) < 92, "production", "");
        } else if (draw < 80) {
            add(time, "credential.use", true, pick(ENVIRONMENTS), credential());
        } else {
            add(time, pick(ACTIONS), random.nextInt(100) < 92, pick(ENVIRONMENTS), "");
        }
    }

    private void add(long ts, String action, boolean inScope, String env, String credential) {
        String previous = events.isEmpty() ? "" : events.get(events.size() - 1).eventId();
        String kind = action.substring(0, action.indexOf('.'));
        events.add(new AgentEvent(
                String.format(Locale.ROOT, "%012x%s", ts, hex(14)),
                ts,
                "tenant-0" + session % 4,
                String.format(Locale.ROOT, "sess-%07d", session),
                String.format(Locale.ROOT, "agent-%04d", session % 200),
                "model-" + (char) ('a' + session % 5) + "-2026-06",
                action,
                pick(TOOLS),
                "arn:corp:" + env + ":" + kind + "/proj-" + random.nextInt(300) + "/item-" + hex(6),
                env,
                credential,
                inScope,
                "/srv/jobs/" + task + "/src/mod" + random.nextInt(60) + "/File" + random.nextInt(4_000) + ".java",
                task,
                random.nextInt(100) < 97 ? "success" : "denied",
                pick(TOOLS) + " " + pick(VERBS) + " --target " + AgentRules.token(random) + " --limit "
                        + random.nextInt(500),
                "10." + random.nextInt(4) + "." + random.nextInt(256) + "." + random.nextInt(256),
                hex(40),
                previous,
                random.nextInt(4_000),
                random.nextInt(1 << 16)));
    }

    /** Few credentials are used often. */
    private String credential() {
        double draw = random.nextDouble();
        return String.format(Locale.ROOT, "cred-%06d", (int) (CREDENTIALS * draw * draw * draw));
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }

    private String hex(int digits) {
        StringBuilder text = new StringBuilder(digits);
        for (int i = 0; i < digits; i++) {
            text.append(Character.forDigit(random.nextInt(16), 16));
        }
        return text.toString();
    }
}
