package dev.recount.ingest.operation;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request's path is to the engine that answers it. Entries of Vault's audit log since 1.11 say where the engine is mounted
 * and of which type it is; in older ones that is told from the path.
 *
 * @param engine {@code sys}, {@code auth}, {@code kv} (version 2), {@code kv1}, or {@code other}
 * @param within the path behind the mount
 */
record VaultPath(String engine, String within) {

    private static final Set<String> KV_2 = Set.of("data", "metadata", "delete", "destroy", "undelete");
    private static final Set<String> KV_TYPES = Set.of("kv", "generic");
    private static final Set<String> BEFORE_NAMES = Set.of("users", "groups", "role", "roles", "map");

    static VaultPath of(String path, @Nullable String mountPoint, @Nullable String mountType) {
        List<String> steps = Arrays.asList(path.split("/", -1));
        String first = steps.get(0);
        int behind = mountPoint != null && path.startsWith(mountPoint)
                ? (int) mountPoint.chars().filter(c -> c == '/').count()
                : behindMount(steps);
        String within = String.join("/", steps.subList(Math.min(behind, steps.size()), steps.size()));
        if (first.equals("sys") || first.equals("auth")) {
            return new VaultPath(first, within);
        }
        boolean versioned = behind + 1 < steps.size() && KV_2.contains(steps.get(behind));
        boolean kv = mountType == null ? versioned : KV_TYPES.contains(mountType);
        return new VaultPath(kv ? versioned ? "kv" : "kv1" : "other", within);
    }

    /** How many steps the mount has: {@code auth} and a name, or all before the first step that version 2 of KV knows. */
    private static int behindMount(List<String> steps) {
        if (steps.get(0).equals("auth")) {
            int login = login(steps);
            return login < 0 ? 2 : login;
        }
        for (int i = 1; i < steps.size() - 1; i++) {
            if (KV_2.contains(steps.get(i))) {
                return i;
            }
        }
        return 1;
    }

    private static int login(List<String> steps) {
        for (int i = 2; i < steps.size(); i++) {
            if (steps.get(i).equals("login") && !BEFORE_NAMES.contains(steps.get(i - 1))) {
                return i;
            }
        }
        return -1;
    }

    /** Whether a request of {@code operation} asks to be let in. */
    boolean isLogin(String operation) {
        boolean asks = operation.equals("update") || operation.equals("create") || operation.equals("read");
        return asks && engine.equals("auth") && (within.equals("login") || within.startsWith("login/"));
    }

    /** How the verb table writes the path, wherever the engine is mounted. */
    String key(String path) {
        return engine.startsWith("kv") ? engine + "/" + within : path;
    }

    /** What kind of thing the path names. */
    String kind() {
        return switch (engine) {
            case "kv", "kv1" -> "secret";
            case "other" -> "engine";
            default -> engine;
        };
    }
}
