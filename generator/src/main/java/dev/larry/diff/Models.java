package dev.larry.diff;

import dev.larry.model.Fleet;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fleets of one revision, by environment.
 *
 * @param unreadable why an environment has no fleet though it has a file, in one line
 */
public record Models(Map<String, Fleet> fleets, Map<String, String> unreadable) {
    public Models {
        fleets = Map.copyOf(fleets);
        unreadable = Map.copyOf(unreadable);
    }

    Optional<Fleet> fleet(String environment) {
        return Optional.ofNullable(fleets.get(environment));
    }

    List<String> notes(String environment, String side) {
        String why = unreadable.get(environment);
        return why == null
                ? List.of()
                : List.of("The figures are left out: in the " + side + ", " + why);
    }
}
