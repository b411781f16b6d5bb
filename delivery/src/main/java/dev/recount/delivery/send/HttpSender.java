package dev.recount.delivery.send;

import dev.recount.delivery.channel.HttpCall;
import dev.recount.delivery.channel.HttpChannel;
import dev.recount.delivery.channel.Message;
import dev.recount.delivery.retry.RetryAfter;
import dev.recount.delivery.retry.Verdict;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Carries messages over HTTP: one connection pool for public addresses and one for channels that may go anywhere. TLS is
 * verified, no redirect is followed, nothing is retried here, no proxy and no cookie is used.
 */
final class HttpSender implements AutoCloseable {

    private static final TimeValue CONNECTION_LIFE = TimeValue.ofMinutes(1);
    private static final int CONNECTIONS_MAX = 32;
    private static final int ANSWER_BYTES_READ = 4_096;

    private final Clock clock;
    private final Patience patience;
    private final CloseableHttpClient guarded;
    private final CloseableHttpClient anywhere;
    private final Watchdog watchdog;

    HttpSender(Clock clock, Patience patience, Watchdog watchdog) {
        this.clock = clock;
        this.watchdog = watchdog;
        this.patience = patience;
        guarded = client(new GuardedDns(), patience);
        anywhere = client(SystemDefaultDnsResolver.INSTANCE, patience);
    }

    private static CloseableHttpClient client(DnsResolver dns, Patience patience) {
        var answer = Timeout.of(patience.answer());
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(dns)
                .setMaxConnTotal(CONNECTIONS_MAX)
                .setMaxConnPerRoute(CONNECTIONS_MAX)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(patience.connect()))
                        .setSocketTimeout(answer)
                        .setTimeToLive(CONNECTION_LIFE)
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(answer).build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("recount")
                .build();
    }

    Verdict send(HttpChannel channel, Message message) {
        var call = channel.call(message, clock.instant());
        var request = post(call);
        var end = watchdog.after(patience.whole(), request::cancel);
        var client = channel.allowPrivate() ? anywhere : guarded;
        try {
            var answer = client.executeOpen(null, request, null);
            var retryAfter = answer.getFirstHeader("Retry-After");
            var verdict = channel.verdict(
                    answer.getCode(),
                    RetryAfter.of(retryAfter == null ? null : retryAfter.getValue(), clock.instant()));
            drain(answer, request);
            Closer.closeQuietly(answer);
            return verdict;
        } catch (IOException | RuntimeException e) {
            return verdict(e);
        } finally {
            end.cancel(false);
        }
    }

    private static HttpPost post(HttpCall call) {
        var request = new HttpPost(call.url());
        call.headers().forEach(request::setHeader);
        request.setEntity(
                new StringEntity(call.body(), ContentType.APPLICATION_JSON.withCharset(StandardCharsets.UTF_8)));
        return request;
    }

    /**
     * A short answer is read to its end, so that its connection can be used again; a long one is cut with it. The target has
     * spoken with its status: what is wrong with the rest changes nothing.
     */
    private static void drain(ClassicHttpResponse answer, HttpPost request) {
        var entity = answer.getEntity();
        if (entity == null) {
            return;
        }
        try {
            if (entity.getContent().readNBytes(ANSWER_BYTES_READ).length == ANSWER_BYTES_READ) {
                request.cancel();
            }
        } catch (IOException e) {
            request.cancel();
        }
    }

    private static Verdict verdict(Exception failure) {
        if (failure instanceof GuardedDns.RefusedAddress) {
            return new Verdict.Refused("its address is not public (expected: a public one, or allow_private: true)");
        }
        return new Verdict.Later(words(failure), null);
    }

    /** Without the exception's own words, which may hold the address, which may be a secret. */
    private static String words(Exception failure) {
        if (failure instanceof InterruptedIOException) {
            return "timed out";
        }
        if (failure instanceof UnknownHostException) {
            return "its name cannot be resolved";
        }
        if (failure instanceof SSLException) {
            return "no trusted TLS connection";
        }
        if (failure instanceof ConnectException) {
            return "refused the connection";
        }
        return failure instanceof SocketException
                ? "broke the connection"
                : failure.getClass().getSimpleName();
    }

    @Override
    public void close() {
        guarded.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
        anywhere.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
    }
}
