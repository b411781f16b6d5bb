package dev.recount.delivery.send;

import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.channel.Email;
import dev.recount.delivery.channel.HttpChannel;
import dev.recount.delivery.channel.Message;
import dev.recount.delivery.guard.AddressGuard;
import dev.recount.delivery.retry.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows which way each channel goes. */
public final class Carrier implements Sender {

    private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);

    private final Watchdog watchdog = new Watchdog();
    private final HttpSender http;
    private final MailSender mail;

    /** @param clock for the times that attempts carry */
    public Carrier(Clock clock) {
        this(clock, Patience.USUAL, AddressGuard::isPublic);
    }

    /** @param open the addresses that a channel without {@code allow_private} may go to by mail */
    Carrier(Clock clock, Patience patience, Predicate<InetAddress> open) {
        http = new HttpSender(clock, patience, watchdog);
        mail = new MailSender(clock, patience, open, watchdog);
    }

    @Override
    public Verdict send(Channel channel, Message message) {
        if (channel instanceof HttpChannel overHttp) {
            return http.send(overHttp, message);
        }
        if (channel instanceof Email email) {
            return mail.send(email, message);
        }
        throw new IllegalArgumentException("no way to " + channel.type());
    }

    @Override
    public void warmUp(Message message) {
        try {
            WarmUp.of(http, message);
        } catch (IOException e) {
            LOG.debug("not warmed up: error={}", e.toString());
        }
    }

    @Override
    public void close() {
        watchdog.close();
        http.close();
    }
}
