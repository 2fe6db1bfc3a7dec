package dev.larry.agent.worker;

import dev.larry.agent.events.Event;
import dev.larry.agent.events.EventQueue;
import dev.larry.agent.events.Log;
import dev.larry.contract.ContractException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.EventKind;
import dev.larry.contract.OutputLine;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Listens to a command: what it says to the agent becomes events, all else is logged. Of progress
 * only what changed is passed on. Each item is a {@code progress_update} that carries it, except an
 * {@code event} line that names a kind of event itself.
 */
final class OutputListener implements Consumer<String> {
    private final String larry;
    private final String task;
    private final long fence;
    private final EventQueue events;
    private final Log log;
    private int percent = -1;
    private String message = "";

    OutputListener(String larry, String task, long fence, EventQueue events, Log log) {
        this.larry = larry;
        this.task = task;
        this.fence = fence;
        this.events = events;
        this.log = log;
    }

    @Override
    public void accept(String line) {
        switch (OutputLine.parse(line).orElse(null)) {
            case null -> log.command(line);
            case OutputLine.Unknown unknown -> log.warn("line not understood: " + unknown.reason());
            case OutputLine.Progress progress -> progress(progress);
            case OutputLine.Item item -> item(item);
        }
    }

    private void progress(OutputLine.Progress progress) {
        if (progress.percent() == percent && progress.message().equals(message)) {
            return;
        }
        percent = progress.percent();
        message = progress.message();
        send(EventKind.PROGRESS_UPDATE, Map.of("percent", percent, "message", message));
    }

    private void item(OutputLine.Item item) {
        try {
            Map<?, ?> object = ContractJson.read(item.json(), Map.class);
            if (item.kind() == OutputLine.Kind.EVENT) {
                for (EventKind kind : EventKind.values()) {
                    if (kind.wire().equals(object.get("type")) && taskMaySay(kind)) {
                        send(kind, Map.of("event", object));
                        return;
                    }
                }
            }
            send(
                    EventKind.PROGRESS_UPDATE,
                    Map.of(item.kind().name().toLowerCase(Locale.ROOT), object));
        } catch (ContractException e) {
            log.warn("line not understood: " + e.getMessage());
        }
    }

    /** A task speaks of its own work, never of leases, phases, the reserve or the barrier. */
    private static boolean taskMaySay(EventKind kind) {
        return switch (kind) {
            case CRITICAL_CVE, ROLLBACK_INITIATED -> true;
            case PHASE_STARTED,
                    PROGRESS_UPDATE,
                    PHASE_COMPLETE,
                    TASK_CONFLICT,
                    WORKER_FAILURE,
                    LEASE_LOST,
                    RESERVE_GRANTED,
                    POOL_GRANTED,
                    EPOCH_CHANGED,
                    FALLBACK_ENTERED,
                    FALLBACK_MERGED,
                    TOKENS_REQUESTED,
                    BARRIER_OPENED,
                    CONVERGENCE_OPENED,
                    RUN_COMPLETE ->
                    false;
        };
    }

    private void send(EventKind kind, Map<String, Object> said) {
        Map<String, Object> data = new TreeMap<>(said);
        data.put("fence", fence);
        events.offer(new Event(kind, larry, task, data));
    }
}
