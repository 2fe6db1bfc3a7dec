package dev.larry.cli.watch;

import dev.larry.cli.watch.StateSource.AwayException;
import dev.larry.contract.ContractException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.RunChange;
import dev.larry.contract.RunState;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * The state that an observer tells, followed by what is new of it. The observer answers once a
 * second at most; one that tells no changes is asked for the whole state each time.
 */
public final class Followed {
    private final String place;
    private final Page page;
    private @Nullable RunState state;
    private @Nullable String look;
    private boolean wholeOnly;

    /**
     * An observer.
     *
     * @param place where it is, for people
     */
    public Followed(String place, Page page) {
        this.place = place;
        this.page = page;
    }

    /** What an observer serves. */
    public interface Page {
        /**
         * What is at a path; nothing where there is no such thing.
         *
         * @param path without a slash at its beginning
         * @throws AwayException where it does not answer
         */
        Optional<String> get(String path) throws AwayException, InterruptedException;
    }

    /**
     * The state now; waits up to a second for a look later than the one before.
     *
     * @throws AwayException where nobody can tell it at the moment
     */
    public synchronized RunState read() throws AwayException, InterruptedException {
        try {
            RunState fresh = wholeOnly ? whole() : changed();
            state = fresh;
            return fresh;
        } catch (ContractException e) {
            forget();
            throw new AwayException(place + ": not the state of a run: " + e.getMessage());
        } catch (AwayException e) {
            forget();
            throw e;
        }
    }

    private RunState changed() throws AwayException, ContractException, InterruptedException {
        Optional<String> answer = page.get(look == null ? "changes" : "changes?since=" + look);
        if (answer.isEmpty()) {
            wholeOnly = true;
            return whole();
        }
        RunChange change = ContractJson.read(answer.get(), RunChange.class);
        RunState after = change.after(state);
        look = change.look();
        return after;
    }

    private RunState whole() throws AwayException, ContractException, InterruptedException {
        return ContractJson.read(
                page.get("state").orElseThrow(() -> new AwayException(place + ": is not there")),
                RunState.class);
    }

    /** Whoever answers next may be another. */
    private void forget() {
        state = null;
        look = null;
        wholeOnly = false;
    }
}
