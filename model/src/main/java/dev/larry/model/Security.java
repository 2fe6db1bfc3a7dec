package dev.larry.model;

import java.util.ArrayList;
import java.util.List;

/** Users, Pod Security and image policy of the fleet's pods. */
public record Security(
        @Doc("The numeric user of every container; one for all who share a volume.")
                @Default("10001")
                int user,
        @Doc("The numeric group of every container and volume.") @Default("10001") int group,
        @Doc("Whether every image must be named by digest.") @Default("false")
                boolean requireDigest,
        @Doc("Where images may come from: registries, or folders of them; none: anywhere.")
                @As(Syntax.IMAGE)
                List<String> repositories) {
    public Security {
        repositories = List.copyOf(repositories);
        List<InvalidValueException> wrong = new ArrayList<>();
        if (user < 1) {
            wrong.add(
                    new InvalidValueException(
                            "user",
                            Integer.toString(user),
                            "1 or more (0 is root)",
                            "choose an unprivileged user"));
        }
        if (group < 1) {
            wrong.add(
                    new InvalidValueException(
                            "group",
                            Integer.toString(group),
                            "1 or more (0 is root)",
                            "choose an unprivileged group"));
        }
        InvalidValueException.throwAll(wrong);
    }

    /** Whether an image, by its whole name, may be run. */
    public boolean permits(String image) {
        return repositories.isEmpty()
                || repositories.stream().anyMatch(each -> image.startsWith(each + "/"));
    }
}
