package dev.recount.delivery.send;

import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.channel.Email;
import dev.recount.delivery.channel.HttpChannel;
import dev.recount.delivery.channel.Message;
import dev.recount.delivery.retry.Verdict;
import java.time.Clock;

/** Knows which way each channel goes. */
public final class Carrier implements Sender {

    private final HttpSender http;
    private final MailSender mail;

    /** @param clock for the times that attempts carry */
    public Carrier(Clock clock) {
        http = new HttpSender(clock);
        mail = new MailSender(clock);
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
    public void close() {
        http.close();
    }
}
