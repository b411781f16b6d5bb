package dev.recount.delivery.file;

import dev.recount.delivery.channel.Channel;
import dev.recount.delivery.route.Routing;
import java.util.List;
import java.util.Optional;

/**
 * What an alerts file says.
 *
 * @param channels in the order of the file
 * @param routing who is told of what
 */
public record AlertsFile(List<Channel> channels, Routing routing) {

    /** No file: nobody is told. */
    public static final AlertsFile NONE = new AlertsFile(List.of(), new Routing(List.of()));

    public AlertsFile {
        channels = List.copyOf(channels);
    }

    /** The channel of that name. */
    public Optional<Channel> channel(String name) {
        return channels.stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
