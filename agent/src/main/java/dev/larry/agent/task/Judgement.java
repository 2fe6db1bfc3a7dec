package dev.larry.agent.task;

import dev.larry.contract.ContractException;
import dev.larry.contract.ExitCode;
import dev.larry.contract.TaskResult;
import dev.larry.model.TimeSpans;

import java.nio.file.Path;
import java.time.Duration;

/** What a command's end means for its task. */
sealed interface Judgement {
    /** Its result is to be committed. */
    record Commit(ResultFile file) implements Judgement {}

    /** This attempt failed; another may help. */
    record Fail(String reason) implements Judgement {}

    /** No attempt can help. */
    record Bury(String reason, ExitCode code) implements Judgement {}

    /** The attempt was not to blame. */
    record GiveBack(String reason) implements Judgement {}

    /** Another may hold the task by now. */
    record Lost(String reason) implements Judgement {}

    /**
     * Judges.
     *
     * @param result the file that the command may have left
     * @param time what it had
     */
    static Judgement of(Ended ended, Path result, Duration time) {
        return switch (ended) {
            case Ended.LeaseLost lost -> new Lost(lost.reason());
            case Ended.Stopped stopped -> new GiveBack("told to stop before it ended");
            case Ended.TimedOut timedOut ->
                    new Fail(
                            "stopped after "
                                    + TimeSpans.format(Duration.ofSeconds(time.toSeconds()))
                                    + ", its time was up");
            case Ended.Exited exited -> exited(result, exited.code());
        };
    }

    private static Judgement exited(Path path, int code) {
        ResultFile file;
        try {
            file = ResultFile.read(path);
        } catch (ContractException e) {
            return new Bury("result " + e.getMessage(), ExitCode.BAD_RESULT);
        }
        TaskResult result = file.result();
        boolean saysFailed = result.status() == TaskResult.Status.FAILED;
        if (code == 0 && !saysFailed) {
            return new Commit(file);
        }
        String reason =
                code == 0 ? "the result says failed" : "the command ended with exit code " + code;
        if (saysFailed && result.summary() != null) {
            reason += ": " + result.summary();
        }
        return saysFailed && Boolean.FALSE.equals(result.retry())
                ? new Bury(reason, ExitCode.TASK_DEAD)
                : new Fail(reason);
    }
}
