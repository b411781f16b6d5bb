package dev.recount.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTextTest {

    @ParameterizedTest
    @CsvSource({"0ms, PT0S", "250ms, PT0.25S", "5s, PT5S", "2m, PT2M", "1h, PT1H", "30d, PT720H", "PT1.5S, PT1.5S"})
    void reads_durations(String text, Duration expected) {
        assertThat(ValueText.duration(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5 s", "-5s", "PT-5S", "1y", "five", "999999999999999999d"})
    void refuses_other_durations(String text) {
        assertThatThrownBy(() -> ValueText.duration(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "4096, 4096", "1B, 1", "64KiB, 65536", "10MiB, 10485760", "2GiB, 2147483648"})
    void reads_sizes(String text, long expected) {
        assertThat(ValueText.bytes(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10MB", "-1", "1.5GiB", "999999999999999GiB"})
    void refuses_other_sizes(String text) {
        assertThatThrownBy(() -> ValueText.bytes(text))
                .isInstanceOfAny(IllegalArgumentException.class, ArithmeticException.class);
    }

    @ParameterizedTest
    @CsvSource({"localhost:9092, localhost, 9092", "[::1]:0, ::1, 0", "10.0.0.1:65535, 10.0.0.1, 65535"})
    void reads_hosts_with_ports_and_writes_them_back(String text, String host, int port) {
        assertThat(HostPort.parse(text)).isEqualTo(new HostPort(host, port)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", ":9092", "localhost:", "localhost:x", "a:70000", "::1:9092", "a b:1"})
    void refuses_other_hosts_with_ports(String text) {
        assertThatThrownBy(() -> HostPort.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:8080", "file:///etc/passwd", "http://", "ftp://a"})
    void refuses_addresses_that_are_not_on_the_web(String text) {
        assertThatThrownBy(() -> ValueText.httpUri(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void finds_the_name_that_was_meant() {
        List<String> known = List.of("session", "actor", "credential", "from", "to");

        assertThat(NearestName.among(known, "sesion")).contains("session");
        assertThat(NearestName.among(known, "form")).contains("from");
        assertThat(NearestName.among(known, "Credential")).contains("credential");
        assertThat(NearestName.among(known, "environment")).isEmpty();
        assertThat(NearestName.hint(known, "xyzzyx")).isEmpty();
        assertThat(NearestName.among(List.of("to", "id", "as_of"), "x")).isEmpty();
        assertThat(NearestName.among(List.of("to", "q"), "t")).contains("to");
    }
}
