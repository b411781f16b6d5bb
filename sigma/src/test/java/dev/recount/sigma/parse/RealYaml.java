package dev.recount.sigma.parse;

import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** YAML as maps, read without the parser under test. */
final class RealYaml {

    private RealYaml() {}

    @SuppressWarnings("unchecked")
    static Map<String, Object> load(String yaml) {
        LoadSettings settings =
                LoadSettings.builder().setSchema(new CoreSchema()).build();
        return (Map<String, Object>) new Load(settings).loadFromString(yaml);
    }
}
