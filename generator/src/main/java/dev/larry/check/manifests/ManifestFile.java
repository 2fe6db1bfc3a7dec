package dev.larry.check.manifests;

import java.util.List;

/**
 * A file that was read to its end: what a tool that reads it again must find in it.
 *
 * @param name as the user would name it
 * @param documents in order, the items of a List each, empty documents left out
 */
public record ManifestFile(String name, List<Document> documents) {
    public ManifestFile {
        documents = List.copyOf(documents);
    }

    /**
     * One document.
     *
     * @param isObject whether it is judged; where not, a finding of the reader says why
     */
    public record Document(Field root, boolean isObject) {}
}
