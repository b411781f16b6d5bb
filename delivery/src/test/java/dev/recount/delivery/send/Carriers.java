package dev.recount.delivery.send;

import dev.recount.delivery.Incidents;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.function.Predicate;

/** Carriers that lose patience sooner than those of everyday use. */
public final class Carriers {

    private static final Patience SHORT =
            new Patience(Duration.ofSeconds(2), Duration.ofMillis(300), Duration.ofMillis(700));

    private Carriers() {}

    public static Sender impatient() {
        return impatient(address -> true);
    }

    /** @param open the addresses that mail may go to without {@code allow_private} */
    public static Sender impatient(Predicate<InetAddress> open) {
        return new Carrier(Clock.fixed(Incidents.AT, ZoneOffset.UTC), SHORT, open);
    }
}
