package dev.recount.shape;

import java.util.List;

/**
 * Positions of a fixed list of names. JSON parsers hand out interned names, so nearly every look-up ends at the first
 * comparison of references.
 */
final class NameTable {

    private final String[] names;
    private final int[] positions;

    NameTable(List<String> list) {
        int slots = Integer.highestOneBit(Math.max(1, list.size())) * 4;
        names = new String[slots];
        positions = new int[slots];
        for (int i = 0; i < list.size(); i++) {
            var name = list.get(i).intern();
            int slot = slotOf(name);
            names[slot] = name;
            positions[slot] = i;
        }
    }

    /** Position of {@code name} in the list, or -1 when it is not there. */
    int indexOf(String name) {
        int slot = slotOf(name);
        return names[slot] == null ? -1 : positions[slot];
    }

    /** Where {@code name} is, or the free slot where it would be. */
    @SuppressWarnings("ReferenceEquality") // A shortcut: equals decides when the references differ.
    private int slotOf(String name) {
        int slot = name.hashCode() & (names.length - 1);
        while (names[slot] != null && names[slot] != name && !names[slot].equals(name)) {
            slot = (slot + 1) & (names.length - 1);
        }
        return slot;
    }
}
