package dev.recount.sigma.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The value modifiers (specification, "Modifiers appendix"), and the long names pySigma has for the flags of {@code re}. */
public enum Modifier {
    ALL("all"),
    NEQ("neq"),
    CASED("cased"),
    CONTAINS("contains"),
    STARTSWITH("startswith"),
    ENDSWITH("endswith"),
    EXISTS("exists"),
    EXPAND("expand"),
    FIELDREF("fieldref"),
    CIDR("cidr"),
    WINDASH("windash"),
    BASE64("base64"),
    BASE64OFFSET("base64offset"),
    UTF16("utf16"),
    UTF16LE("utf16le", "wide"),
    UTF16BE("utf16be"),
    RE("re"),
    IGNORE_CASE("i", "ignorecase"),
    MULTILINE("m", "multiline"),
    DOT_ALL("s", "dotall"),
    LT("lt"),
    LTE("lte"),
    GT("gt"),
    GTE("gte"),
    MINUTE("minute"),
    HOUR("hour"),
    DAY("day"),
    WEEK("week"),
    MONTH("month"),
    YEAR("year");

    private static final Map<String, Modifier> BY_NAME = new HashMap<>();

    static {
        for (Modifier modifier : values()) {
            for (String name : modifier.names) {
                BY_NAME.put(name, modifier);
            }
        }
    }

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> names;

    Modifier(String... names) {
        this.names = List.of(names);
    }

    /** The modifier an author means by {@code name}, or nothing if there is none of that name. */
    public static Optional<Modifier> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The name as the specification writes it. */
    public String text() {
        return names.get(0);
    }
}
