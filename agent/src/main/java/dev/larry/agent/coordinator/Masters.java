package dev.larry.agent.coordinator;

import dev.larry.agent.record.RunRecord;
import dev.larry.agent.task.Assignment;
import dev.larry.agent.task.TaskContext;
import dev.larry.agent.task.TaskEnd;
import dev.larry.agent.task.TaskRunner;
import dev.larry.contract.AgentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs the programs of the masters that have one, each as a task of its own: under a lease, so that
 * no two coordinators run it at once, and with a commit, so that a restarted one does not run it
 * again.
 */
final class Masters implements AutoCloseable {
    private static final long PAUSE_MILLIS = 250;
    private static final long LAST_SECONDS = 15;

    private final TaskContext context;
    private final List<TaskRunner> runners = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    Masters(CoordinatorContext context) {
        this.context = context.tasks();
        context.coordinator().masters().stream()
                .map(master -> Assignment.of(master, this.context.larry().window()))
                .flatMap(Optional::stream)
                .forEach(program ->
                        runners.add(
                                new TaskRunner(
                                        this.context.about("master", program.name()), program)));
    }

    void start(RunRecord run) {
        for (TaskRunner runner : runners) {
            threads.add(
                    Thread.ofPlatform()
                            .daemon()
                            .name(runner.assignment().name())
                            .start(() -> lead(run, runner)));
        }
    }

    private void lead(RunRecord run, TaskRunner runner) {
        String name = runner.assignment().name();
        try {
            while (!context.stopping()) {
                Optional<TaskEnd> end = look(run, runner);
                if (end.isPresent()) {
                    context.log().info("master " + name + ": " + end.get().message());
                    if (!end.get().code().retry() || end.get().quiet()) {
                        return;
                    }
                }
                context.stop().await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<TaskEnd> look(RunRecord run, TaskRunner runner) throws InterruptedException {
        try {
            return runner.look(run);
        } catch (AgentException e) {
            context.log().warn("master " + runner.assignment().name() + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Waits for programs that are being stopped. */
    @Override
    public void close() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(LAST_SECONDS));
        }
    }
}
