package dev.larry.gitops;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;

/** Why the disk refused, in one line. */
final class Trouble {
    private Trouble() {}

    static String why(IOException problem) {
        String what = reason(problem);
        if (problem instanceof FileSystemException named && named.getFile() != null) {
            return named.getFile() + ": " + what;
        }
        return what;
    }

    private static String reason(IOException problem) {
        return switch (problem) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "no such file or directory";
            case FileAlreadyExistsException _ -> "exists already";
            case NotDirectoryException _ -> "not a directory";
            case FileSystemException named when named.getReason() != null ->
                    lower(named.getReason());
            default -> {
                String message = problem.getMessage();
                yield message == null
                        ? problem.getClass().getSimpleName()
                        : lower(message.lines().findFirst().orElse(""));
            }
        };
    }

    private static String lower(String text) {
        return text.isEmpty()
                ? text
                : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }
}
