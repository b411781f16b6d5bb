package dev.recount.streams.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentNamesTest {

    @ParameterizedTest
    @CsvSource({
        "k8s:pvc/production/data-0, production",
        "terraform:stack/repo/infra#prod, production",
        "db:non-prod-orders, nonproduction",
        "db:nonprod, nonproduction",
        "db/orders_non_production, nonproduction",
        "rds:pre-prod, preproduction",
        "rds:preprod-eu, preproduction",
        "db:prod/non-prod,",
        "db:pre/prod, production",
        "db:pre-live,",
        "db:product,"
    })
    void hears_one_environment_in_a_name(String name, String environment) {
        assertThat(EnvironmentNames.inferred(name).orElse(null)).isEqualTo(environment);
    }
}
