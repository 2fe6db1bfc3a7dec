package dev.larry.agent.events;

import dev.larry.contract.ContractJson;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** The agent's own log: one JSON object a line, with the run, Larry, task and fence it is about. */
public final class Log {
    private final PrintStream out;
    private final InstantSource clock;
    private final Map<String, String> about;

    public Log(PrintStream out, InstantSource clock) {
        this(out, clock, Map.of());
    }

    private Log(PrintStream out, InstantSource clock, Map<String, String> about) {
        this.out = out;
        this.clock = clock;
        this.about = about;
    }

    /** The same log, with one more thing that each line is about. */
    public Log about(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(about);
        more.put(name, value);
        return new Log(out, clock, more);
    }

    public void info(String message) {
        write("info", "agent", message);
    }

    public void warn(String message) {
        write("warn", "agent", message);
    }

    /** A line that the task's command wrote. */
    public void command(String line) {
        write("info", "command", line);
    }

    private void write(String level, String source, String message) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("at", clock.instant().toString());
        line.put("level", level);
        line.put("source", source);
        line.putAll(about);
        line.put("message", message);
        synchronized (out) {
            out.println(ContractJson.line(line));
            out.flush();
        }
    }
}
