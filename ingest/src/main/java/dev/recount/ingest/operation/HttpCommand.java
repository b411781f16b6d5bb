package dev.recount.ingest.operation;

import dev.recount.ingest.shell.BundledOptions;
import dev.recount.ingest.shell.ShellCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads curl, wget and HTTPie command lines into requests. */
final class HttpCommand {
    private static final Set<String> PROGRAMS = Set.of("curl", "wget", "http", "https", "xh");
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
    private static final Set<String> DATA = Set.of(
            "-d",
            "--data",
            "--data-raw",
            "--data-binary",
            "--data-ascii",
            "--data-urlencode",
            "--json",
            "--post-data",
            "--body-data",
            "-F",
            "--form",
            "--raw",
            "-T",
            "--upload-file",
            "--post-file",
            "--body-file");
    private static final Set<String> CREDENTIALS = Set.of(
            "-H",
            "--header",
            "-u",
            "--user",
            "-b",
            "--cookie",
            "-a",
            "--auth",
            "--password",
            "--http-password",
            "--oauth2-bearer",
            "--proxy-user");
    private static final Set<String> OTHERS = Set.of(
            "--output",
            "--user-agent",
            "--referer",
            "--max-time",
            "--connect-timeout",
            "--write-out",
            "--retry",
            "--proxy",
            "--cacert",
            "--cert",
            "--key",
            "--cookie-jar",
            "--config",
            "--output-document",
            "--resolve",
            "--directory-prefix");

    /** Letters that take a value; those of wget and HTTPie mean other things than those of curl. */
    private static final Set<String> CURL_LETTERS = letters("AbcCdDeEFHKmoPQrtTuUwxXYyz");

    private static final Set<String> WGET_LETTERS = letters("ABDIOPQRTUXaeiltow");
    private static final Set<String> HTTPIE_LETTERS = letters("aAops");

    private final ShellCommand command;
    private final boolean curl;
    private final Set<String> letters;
    private final List<String> credentials = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private @Nullable String method;
    private @Nullable String url;
    private boolean sendsFile;

    private HttpCommand(ShellCommand command) {
        this.command = command;
        this.curl = command.program().equals("curl");
        this.letters = curl ? CURL_LETTERS : command.program().equals("wget") ? WGET_LETTERS : HTTPIE_LETTERS;
    }

    private static Set<String> letters(String letters) {
        return letters.chars().mapToObj(c -> "-" + (char) c).collect(Collectors.toUnmodifiableSet());
    }

    static boolean isOne(ShellCommand command) {
        return PROGRAMS.contains(command.program());
    }

    static @Nullable HttpRequest read(ShellCommand command) {
        return new HttpCommand(command).read();
    }

    private @Nullable HttpRequest read() {
        List<String> arguments = command.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            int letter = BundledOptions.valued(word, letters);
            boolean next = i + 1 < arguments.size();
            if (equals > 0) {
                option(word.substring(0, equals), word.substring(equals + 1));
            } else if (takesValue(word) && next) {
                option(word, arguments.get(++i));
            } else if (letter > 0) {
                boolean attached = letter < word.length() - 1;
                String value = attached ? word.substring(letter + 1) : next ? arguments.get(++i) : "";
                letter(word.charAt(letter), value);
            } else if (word.equals("--head") || (curl && word.matches("-[a-zA-Z]*I[a-zA-Z]*"))) {
                method = "HEAD";
            } else if (!word.startsWith("-")) {
                argument(word);
            }
        }
        return url == null ? null : request(url);
    }

    private static boolean takesValue(String option) {
        return option.startsWith("--")
                && (DATA.contains(option)
                        || CREDENTIALS.contains(option)
                        || OTHERS.contains(option)
                        || Set.of("--request", "--method", "--url").contains(option));
    }

    private void letter(char letter, String value) {
        if (curl || letter == 'a') {
            option("-" + letter, value);
        }
    }

    private void option(String option, String value) {
        if (option.equals("-X") || option.equals("--request") || option.equals("--method")) {
            method = value.toUpperCase(Locale.ROOT);
        } else if (option.equals("--url")) {
            url = value;
        } else if (CREDENTIALS.contains(option)) {
            credentials.add(value);
        } else if (DATA.contains(option)) {
            data(option, value);
        }
    }

    private void data(String option, String value) {
        boolean stdin = value.equals("@-") || value.equals("@/dev/stdin");
        if (stdin && command.stdin() != null) {
            bodies.add(command.stdin());
        } else {
            sendsFile |=
                    value.startsWith("@") || value.contains("=@") || option.endsWith("file") || option.equals("-T");
            bodies.add(value);
        }
        if (option.equals("-T") || option.equals("--upload-file")) {
            method = method == null ? "PUT" : method;
        }
    }

    private void argument(String word) {
        boolean httpie = !command.program().equals("curl") && !command.program().equals("wget");
        if (httpie && METHODS.contains(word.toUpperCase(Locale.ROOT)) && url == null) {
            method = word.toUpperCase(Locale.ROOT);
        } else if (url == null) {
            url = word;
        } else if (httpie) {
            httpieItem(word);
        }
    }

    private void httpieItem(String word) {
        int colon = word.indexOf(':');
        int equals = word.indexOf('=');
        if (colon > 0 && (equals < 0 || colon < equals)) {
            credentials.add(word);
        } else if (equals > 0) {
            String name = word.substring(0, word.charAt(equals - 1) == ':' ? equals - 1 : equals);
            bodies.add(Json.field(name, word.substring(equals + 1)));
        }
    }

    private HttpRequest request(String address) {
        credentials.add(address);
        String body = bodies.isEmpty() ? null : String.join("&", bodies);
        if (body == null && command.stdin() != null && !command.program().equals("curl")) {
            body = command.stdin();
        }
        String verb = method == null ? body == null ? "GET" : "POST" : method;
        return new HttpRequest(verb, address, List.copyOf(credentials), body, sendsFile);
    }
}
