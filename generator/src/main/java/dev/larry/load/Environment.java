package dev.larry.load;

import dev.larry.model.Assumption;
import dev.larry.model.Findings;
import dev.larry.model.Fleet;

import java.util.List;
import java.util.Optional;

/**
 * A loaded environment file.
 *
 * @param name the file's name without its ending
 * @param file as findings name it
 * @param fleet nothing where findings block
 * @param readable whether the files could be read as YAML at all; where not, the findings say why
 */
public record Environment(
        String name,
        String file,
        boolean readable,
        Optional<Fleet> fleet,
        Optional<Sources> sources,
        List<Assumption> assumptions,
        Findings findings) {
    public Environment {
        assumptions = List.copyOf(assumptions);
    }
}
