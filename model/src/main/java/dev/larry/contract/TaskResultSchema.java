package dev.larry.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON Schema of {@link TaskResult}, for the authors of tasks' commands. */
public final class TaskResultSchema {
    private TaskResultSchema() {}

    /** The schema's text. */
    public static String json() {
        try (InputStream in =
                TaskResultSchema.class.getResourceAsStream("task-result.schema.json")) {
            if (in == null) {
                throw new IllegalStateException("task-result.schema.json is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
