package dev.larry.check;

/** A program or its data is not there, or is not what was pinned: nothing could be judged. */
public final class ToolMissing extends RuntimeException {

    private final String remedy;

    ToolMissing(String problem, String remedy) {
        super(problem);
        this.remedy = remedy;
    }

    /** The one command that puts it right. */
    public String remedy() {
        return remedy;
    }
}
