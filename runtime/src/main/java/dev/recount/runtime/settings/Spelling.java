package dev.recount.runtime.settings;

import java.util.Locale;

/** How a key's name is written in each source. */
enum Spelling {
    FLAG {
        @Override
        String of(String key) {
            return "--" + key.replace('.', '-');
        }
    },
    ENVIRONMENT {
        @Override
        String of(String key) {
            return SettingsSource.VARIABLE_PREFIX
                    + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
        }
    },
    FILE {
        @Override
        String of(String key) {
            return key;
        }
    };

    abstract String of(String key);
}
