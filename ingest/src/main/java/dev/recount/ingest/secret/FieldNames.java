package dev.recount.ingest.secret;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What field names say, remembered for the few hundred names that events have. Names that hold a secret are not kept. */
final class FieldNames {
    private static final int REMEMBERED_MAX = 2048;
    private static final int LENGTH_MAX = 48;

    private final SecretScanner scanner;
    private final Map<String, Optional<SecretName>> remembered = new ConcurrentHashMap<>();

    FieldNames(SecretScanner scanner) {
        this.scanner = scanner;
    }

    /** Whether the name was seen before and is free of secrets itself. */
    boolean isKnownClean(String name) {
        return remembered.containsKey(name);
    }

    @Nullable
    SecretName of(@Nullable String name) {
        if (name == null || name.isEmpty() || name.length() > 100) {
            return null;
        }
        Optional<SecretName> known = remembered.get(name);
        return known == null ? judge(name) : known.orElse(null);
    }

    private @Nullable SecretName judge(String name) {
        String bare = name.startsWith("-") ? name.replaceFirst("^-+", "") : name;
        SecretName secretName = scanner.mayTell(bare) ? SecretName.of(bare) : null;
        if (name.length() <= LENGTH_MAX && remembered.size() < REMEMBERED_MAX && scanner.scan(name) == null) {
            remembered.put(name, Optional.ofNullable(secretName));
        }
        return secretName;
    }
}
