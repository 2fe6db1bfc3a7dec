package dev.larry.agent.task;

import dev.larry.agent.events.Event;
import dev.larry.agent.events.EventQueue;
import dev.larry.agent.events.Log;
import dev.larry.contract.ContractException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.EventKind;
import dev.larry.contract.OutputLine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Listens to a command: what it says to the agent becomes events, all else is logged up to a limit.
 * Of progress only what changed is passed on. Each item is a {@code progress_update} that carries
 * it, except an {@code event} line that names a kind of event a task may say, and an artifact,
 * which is first kept.
 */
final class OutputListener implements Consumer<String> {
    /** What of a command's output is logged, in characters; more drowns what matters. */
    static final long LOGGED = 16 << 20;

    private static final int ARTIFACTS = 1_000;

    private final String larry;
    private final String task;
    private final long fence;
    private final EventQueue events;
    private final Log log;
    private final List<String> artifacts = new ArrayList<>();
    private int percent = -1;
    private String message = "";
    private long heard;

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
            case null -> plain(line);
            case OutputLine.Unknown unknown -> log.warn("line not understood: " + unknown.reason());
            case OutputLine.Progress progress -> progress(progress);
            case OutputLine.Item item -> item(item);
        }
    }

    private void plain(String line) {
        boolean before = heard < LOGGED;
        heard += line.length() + 1;
        if (heard < LOGGED) {
            log.command(line);
        } else if (before) {
            log.warn(
                    "the command wrote more than "
                            + LOGGED
                            + " characters; from here on only lines to the agent are read");
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
            switch (item.kind()) {
                case EVENT -> event(object);
                case ARTIFACT -> artifact(String.valueOf(object.get("path")));
                case FINDING, METRIC ->
                        send(
                                EventKind.PROGRESS_UPDATE,
                                Map.of(item.kind().name().toLowerCase(Locale.ROOT), object));
            }
        } catch (ContractException e) {
            log.warn("line not understood: " + e.getMessage());
        }
    }

    private void event(Map<?, ?> object) {
        for (EventKind kind : EventKind.values()) {
            if (kind.wire().equals(object.get("type")) && kind.taskMaySay()) {
                send(kind, Map.of("event", object));
                return;
            }
        }
        send(EventKind.PROGRESS_UPDATE, Map.of("event", object));
    }

    private synchronized void artifact(String path) {
        if (artifacts.size() < ARTIFACTS) {
            artifacts.add(path);
        } else {
            log.warn("artifact " + path + " is not kept: " + ARTIFACTS + " are the most");
        }
    }

    /** The paths of the artifacts that the command named. */
    synchronized List<String> artifacts() {
        return List.copyOf(artifacts);
    }

    /** Says something about the task. */
    void send(EventKind kind, Map<String, Object> said) {
        Map<String, Object> data = new TreeMap<>(said);
        data.put("fence", fence);
        events.offer(new Event(kind, larry, task, data));
    }
}
