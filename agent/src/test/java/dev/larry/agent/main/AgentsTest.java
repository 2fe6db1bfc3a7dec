package dev.larry.agent.main;

import dev.larry.agent.AgentProcesses;
import dev.larry.agent.AgentProcesses.Running;
import dev.larry.agent.RedisProcess;
import dev.larry.agent.TestRun;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A run of real agent processes with a real Redis, both ended after each test. */
abstract class AgentsTest {
    @TempDir Path directory;
    RedisProcess redis;
    AgentProcesses agents;
    TestRun run;

    private final String[] settings;

    /**
     * @param settings of Redis, one a line
     */
    AgentsTest(String... settings) {
        this.settings = settings;
    }

    @BeforeEach
    final void start() throws IOException {
        redis = RedisProcess.start(settings);
        agents = new AgentProcesses(directory);
        run = new TestRun(directory, redis.endpoint());
    }

    @AfterEach
    final void stop() throws IOException {
        agents.close();
        redis.close();
    }

    /** Starts the worker of this name. */
    final Running worker(String name) throws IOException {
        return agents.start(run.workerSettings(name), run.work());
    }

    /** Ends what a task left running, by the process ids that it wrote. */
    static void end(Path pids) throws IOException {
        for (String pid : Files.readAllLines(pids)) {
            ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
