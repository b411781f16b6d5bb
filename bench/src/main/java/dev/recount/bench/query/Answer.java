package dev.recount.bench.query;

/**
 * What a store answered, to be compared with what another did.
 *
 * @param events how many
 * @param ids a sum over their ids, whatever their order
 */
record Answer(int events, long ids) {

    static final Answer NONE = new Answer(0, 0);

    Answer plus(String id) {
        return new Answer(events + 1, ids + id.hashCode() * 0x9E3779B97F4A7C15L);
    }
}
