package dev.recount.ingest.operation;

import dev.recount.ingest.shell.ShellCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requests that GitHub's command line makes as they are written: {@code gh api -X DELETE repos/o/r}. */
final class GithubCommand {
    private static final Set<String> FIELDS = Set.of("-f", "-F", "--field", "--raw-field");
    private static final Set<String> OTHERS =
            Set.of("-H", "--header", "-q", "--jq", "-t", "--template", "--hostname", "-p", "--preview", "--cache");

    private GithubCommand() {}

    /** {@code null} for any other command. */
    static @Nullable HttpRequest request(ShellCommand command) {
        List<String> a = command.arguments();
        if (!command.program().equals("gh") || a.isEmpty() || !a.get(0).equals("api")) {
            return null;
        }
        String method = null;
        String route = null;
        List<String> fields = new ArrayList<>();
        for (int i = 1; i < a.size(); i++) {
            String word = a.get(i);
            boolean next = i + 1 < a.size();
            if (word.startsWith("--method=") || (word.startsWith("-X") && word.length() > 2)) {
                method = word.substring(word.startsWith("-X") ? 2 : "--method=".length());
            } else if (next && Set.of("-X", "--method").contains(word)) {
                method = a.get(++i);
            } else if (next && (FIELDS.contains(word) || word.equals("--input"))) {
                fields.add(a.get(++i));
            } else if (next && OTHERS.contains(word)) {
                i++;
            } else if (!word.startsWith("-") && route == null) {
                route = word.startsWith("/") ? word : "/" + word;
            }
        }
        String body = fields.isEmpty() ? null : String.join("&", fields);
        String verb = method == null ? body == null ? "GET" : "POST" : method.toUpperCase(Locale.ROOT);
        return route == null ? null : new HttpRequest(verb, "https://api.github.com" + route, List.of(), body, false);
    }
}
