package dev.larry.diff.object;

/** What a change of an object does, from what needs most attention to what needs least. */
public enum Effect {
    /** The API server refuses it. */
    IMPOSSIBLE("impossible", "The API server refuses these: the sync fails until it is undone."),
    /** The object goes and one of another name comes. */
    RECREATE("recreate", "The old object is pruned, a new one is created."),
    /** Its pods are replaced. */
    RESTART("restart", "The pods are replaced."),
    /** It changes where it is. */
    IN_PLACE("in-place", "Changed where they are; no pod is touched by it."),
    /** It was not there. */
    NEW("new", "Created."),
    /** It is there no more. */
    REMOVED("removed", "Pruned by Argo CD unless said otherwise.");

    private final String word;
    private final String meaning;

    Effect(String word, String meaning) {
        this.word = word;
        this.meaning = meaning;
    }

    /** A sentence for people. */
    public String meaning() {
        return meaning;
    }

    @Override
    public String toString() {
        return word;
    }
}
