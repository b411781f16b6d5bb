package dev.recount.ingest.secret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** The ways in which a secret comes along. */
final class Carriers {
    private Carriers() {}

    /** For secrets that are known by their form. */
    static Map<String, UnaryOperator<String>> ofForm() {
        Map<String, UnaryOperator<String>> c = new LinkedHashMap<>();
        c.put("alone", s -> s);
        c.put("command line", s -> "deploy --verbose --with " + s + " && echo done");
        c.put("header on a command line", s -> "curl -H \"Authorization: Bearer " + s + "\" https://api.test/v1");
        c.put("header", s -> "X-Something: " + s + "\r\nAccept: */*");
        c.put("file", s -> "# settings\nA=1\nSOME_SETTING=" + s + "\nB=2\n");
        c.put("yaml", s -> "a: 1\nb:\n  - name: x\n    setting: \"" + s + "\"\n");
        c.put("json", s -> "{\"a\":1,\"x\":\"" + s + "\"}");
        c.put("json in json", s -> json("{\"x\":\"" + s + "\"}"));
        c.put("json in json in json", s -> json(json("{\"x\":\"" + s + "\"}")));
        c.put("after a written-out line end", s -> "line one\\n" + s + "\\nline three");
        c.put("url", s -> "https://api.test/v1/items?limit=3&x=" + s + "&y=1");
        c.put("user of a url", s -> "git clone https://" + s + "@git.test/a/b.git");
        c.put("password of a url", s -> "https://bot:" + s + "@git.test/a/b.git");
        c.put("percent-encoded", s -> "redirect=https%3A%2F%2Fapi.test%2F%3Fx%3D" + percent(s) + "%26y%3D1");
        c.put("base64", s -> "echo " + base64("token is " + s + " ok") + " | base64 -d");
        c.put("base64 alone", s -> base64(s));
        c.put("base64url", s -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes("x=" + s + "?>?")));
        c.put("powershell", s -> Base64.getEncoder()
                .encodeToString(("$t = '" + s + "'").getBytes(StandardCharsets.UTF_16LE)));
        c.put("unicode escapes", s -> "{\"x\":\"" + escaped(s) + "\"}");
        c.put("split in the shell", s -> "export X=\"" + s.substring(0, 5) + "\"\"" + s.substring(5) + "\"");
        c.put("split in source", s -> "x = '" + s.substring(0, 7) + "' + '" + s.substring(7) + "'");
        c.put("in prose", s -> "Use " + s + ", it works.");
        c.put("in brackets", s -> "f(" + s + ")");
        return c;
    }

    /** For secrets that only a name gives away. */
    static Map<String, BinaryOperator<String>> ofNamed() {
        Map<String, BinaryOperator<String>> c = new LinkedHashMap<>();
        c.put("environment file", (n, v) -> "A=1\n" + n + "=" + v + "\nB=2");
        c.put("shell", (n, v) -> "export " + n + "='" + v + "'; run");
        c.put("command", (n, v) -> n + "=\"" + v + "\" ./run.sh --x");
        c.put("docker", (n, v) -> "docker run -e " + n + "=" + v.replace("&", "") + " img");
        c.put("json", (n, v) -> "{\"a\":1, \"" + n + "\": \"" + v + "\"}");
        c.put("json in json", (n, v) -> json("{\"" + n + "\":\"" + v + "\"}"));
        c.put("pretty json", (n, v) -> "{\n  \"" + n + "\" :\n    \"" + v + "\"\n}");
        c.put("name and value", (n, v) -> "[{\"name\":\"" + n + "\",\"value\":\"" + v + "\"}]");
        c.put("yaml", (n, v) -> "db:\n  " + n + ": " + v + "\n  port: 1");
        c.put("python", (n, v) -> n.replace("-", "_") + " = \"" + v + "\"  # set");
        c.put("java", (n, v) -> "map.put(\"" + n + "\", \"" + v + "\");");
        c.put("ruby", (n, v) -> "'" + n + "' => '" + v + "',");
        c.put("properties", (n, v) -> "spring.datasource." + n + "=" + v);
        c.put(
                "flag",
                (n, v) -> "tool --" + n.toLowerCase(java.util.Locale.ROOT).replace('_', '-') + " " + v.replace("&", "")
                        + " go");
        c.put(
                "percent-encoded",
                (n, v) -> "a%3D1%26" + n + "%3D" + percent(percent(v)).replace("%25", "%"));
        c.put("base64", (n, v) -> base64("A=1\n" + n + "=" + v + "\n"));
        c.put("typed", (n, v) -> n.replace("-", "_") + ": str = \"" + v + "\"");
        return c;
    }

    static String json(String s) {
        return "{\"body\":\"" + s.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    }

    static String percent(String s) {
        return URLEncoder.encode(s, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String base64(String s) {
        return Base64.getEncoder().encodeToString(bytes(s));
    }

    private static byte[] bytes(String s) {
        return s.getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String s) {
        StringBuilder b = new StringBuilder();
        s.chars().forEach(c -> b.append(String.format("\\u%04x", c)));
        return b.toString();
    }
}
