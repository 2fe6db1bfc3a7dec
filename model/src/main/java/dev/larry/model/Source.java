package dev.larry.model;

/**
 * The place a value came from.
 *
 * @param file as the user would name it, relative to the root where it lies below it
 * @param line counted from 1; 0 where only the file is known
 * @param column counted from 1 in characters; 0 where only the line is known
 * @param path the YAML path, lists of named things by name: {@code larrys[larry-01].tokens}
 */
public record Source(String file, int line, int column, String path) implements Comparable<Source> {
    /** A whole file. */
    public static Source ofFile(String file) {
        return new Source(file, 0, 0, "");
    }

    @Override
    public int compareTo(Source other) {
        int byFile = file.compareTo(other.file);
        if (byFile != 0) {
            return byFile;
        }
        int byLine = Integer.compare(line, other.line);
        if (byLine != 0) {
            return byLine;
        }
        int byColumn = Integer.compare(column, other.column);
        return byColumn != 0 ? byColumn : path.compareTo(other.path);
    }

    /** {@code file:line:column}, as editors and terminals link it. */
    @Override
    public String toString() {
        return line == 0
                ? file
                : column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
