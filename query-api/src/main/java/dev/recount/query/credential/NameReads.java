package dev.recount.query.credential;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Reads of which names of credentials events have said together. */
@FunctionalInterface
public interface NameReads {

    /** The other names of each of {@code names}, by one event or many; those that have none are left out. */
    Map<String, List<OtherName>> others(Collection<String> names);
}
