package dev.recount.sigma.index;

import dev.recount.sigma.match.IpAddress;
import dev.recount.sigma.match.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** Networks, sorted by address for each length of prefix: one binary search a length. */
final class NetworkIndex {

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Level(Network[] networks, int[] atoms) {}

    private final List<Level> levels = new ArrayList<>();

    /** An index of these networks; {@code numbers} are their atoms, in the same order. */
    NetworkIndex(List<Network> networks, List<Integer> numbers) {
        TreeMap<Integer, List<Integer>> byLength = new TreeMap<>();
        for (int i = 0; i < networks.size(); i++) {
            byLength.computeIfAbsent(networks.get(i).prefixBits(), bits -> new ArrayList<>())
                    .add(i);
        }
        for (List<Integer> members : byLength.values()) {
            members.sort((a, b) -> Network.BY_ADDRESS.compare(networks.get(a), networks.get(b)));
            levels.add(new Level(
                    members.stream().map(networks::get).toArray(Network[]::new),
                    members.stream().mapToInt(numbers::get).toArray()));
        }
    }

    void find(String text, Hits hits) {
        IpAddress address = IpAddress.parse(text);
        if (address != null) {
            levels.forEach(level -> find(level, address, hits));
        }
    }

    private static void find(Level level, IpAddress address, Hits hits) {
        Network around = level.networks()[0].sameLengthAround(address);
        int at = Arrays.binarySearch(level.networks(), around, Network.BY_ADDRESS);
        for (int i = at; i >= 0 && isSame(level, i, around); i--) {
            hits.atom(level.atoms()[i], false);
        }
        for (int i = at + 1; at >= 0 && i < level.atoms().length && isSame(level, i, around); i++) {
            hits.atom(level.atoms()[i], false);
        }
    }

    private static boolean isSame(Level level, int at, Network network) {
        return Network.BY_ADDRESS.compare(level.networks()[at], network) == 0;
    }
}
