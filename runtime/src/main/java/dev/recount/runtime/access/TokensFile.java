package dev.recount.runtime.access;

import dev.recount.runtime.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A YAML list of {@code {name, role, sha256}}, and {@code tenant} if need be: the tokens an operator has handed out. */
public final class TokensFile {

    private static final Set<String> NEEDED = Set.of("name", "role", "sha256");
    private static final Set<String> FIELDS = Set.of("name", "role", "sha256", "tenant");

    private final Path file;
    private final List<String> problems = new ArrayList<>();

    private TokensFile(Path file) {
        this.file = file;
    }

    /**
     * Reads the file.
     *
     * @throws SettingsException with everything that is wrong with it; nothing of it is then used
     */
    public static List<TokenEntry> read(Path file) {
        TokensFile reading = new TokensFile(file);
        List<TokenEntry> entries = reading.entries();
        if (!reading.problems.isEmpty()) {
            throw new SettingsException(reading.problems);
        }
        return entries;
    }

    private List<TokenEntry> entries() {
        List<TokenEntry> entries = new ArrayList<>();
        if (!(document() instanceof List<?> list)) {
            if (problems.isEmpty()) {
                problems.add(file + ": not a list (expected: a list of {name, role, sha256})");
            }
            return entries;
        }
        for (int i = 0; i < list.size(); i++) {
            entry(file + " entry " + (i + 1), list.get(i)).ifPresent(entries::add);
        }
        return entries;
    }

    private @Nullable Object document() {
        try {
            return new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        } catch (IOException e) {
            problems.add(file + ": cannot be read");
        } catch (YamlEngineException e) {
            problems.add(file + ": is not YAML");
        }
        return null;
    }

    private Optional<TokenEntry> entry(String place, @Nullable Object item) {
        if (!(item instanceof Map<?, ?> map)
                || !map.keySet().containsAll(NEEDED)
                || !FIELDS.containsAll(map.keySet())) {
            problems.add(place + ": needs exactly the fields name, role and sha256, and tenant if need be");
            return Optional.empty();
        }
        String label = String.valueOf(map.get("role"));
        Optional<Role> role = Role.ofLabel(label);
        if (role.isEmpty()) {
            problems.add(place + " role: " + label + " (expected: sender, responder, compliance, engineer or admin)");
            return Optional.empty();
        }
        try {
            var tenant = map.get("tenant");
            return Optional.of(new TokenEntry(
                    String.valueOf(map.get("name")),
                    role.get(),
                    String.valueOf(map.get("sha256")),
                    tenant == null ? null : tenant.toString()));
        } catch (IllegalArgumentException e) {
            problems.add(place + " " + e.getMessage());
            return Optional.empty();
        }
    }
}
