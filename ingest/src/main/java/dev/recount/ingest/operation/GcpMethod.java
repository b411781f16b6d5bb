package dev.recount.ingest.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A method of Google Cloud's APIs. Services name theirs in several ways, with and without versions and packages; the last two
 * names say what is done to what.
 *
 * @param key the last two names without versions, {@code disks.delete}
 * @param bareName the last name, its first letter small, {@code deleteSink}
 */
record GcpMethod(String key, String bareName) {

    private static final Pattern VERSION = Pattern.compile("v[0-9][0-9a-z]*|alpha|beta");

    static GcpMethod of(String methodName) {
        List<String> names = new ArrayList<>(List.of(methodName.split("\\.", -1)));
        names.removeIf(name -> VERSION.matcher(name).matches());
        if (names.isEmpty()) {
            return new GcpMethod(methodName, methodName);
        }
        String last = names.get(names.size() - 1);
        String key = String.join(".", names.subList(Math.max(0, names.size() - 2), names.size()));
        String bare = last.isEmpty() ? last : Character.toLowerCase(last.charAt(0)) + last.substring(1);
        return new GcpMethod(key, bare);
    }
}
