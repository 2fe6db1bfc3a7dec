package dev.larry.check.manifests.schema;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The schedules a CronJob takes.
 *
 * <p>Source: Kubernetes documentation, CronJob, "Schedule syntax".
 */
final class CronSchedule {
    private static final Set<String> MACROS =
            Set.of("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly");
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");
    private static final List<String> DAYS =
            List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    private CronSchedule() {}

    static boolean isValid(String text) {
        String schedule = text.strip();
        if (schedule.startsWith("@")) {
            return MACROS.contains(schedule)
                    || schedule.matches("@every ([0-9.]+(ns|us|ms|s|m|h))+");
        }
        String[] fields = schedule.split("\\s+", -1);
        return fields.length == 5
                && field(fields[0], 0, 59, List.of())
                && field(fields[1], 0, 23, List.of())
                && field(fields[2], 1, 31, List.of())
                && field(fields[3], 1, 12, MONTHS)
                && field(fields[4], 0, 6, DAYS);
    }

    private static boolean field(String text, int least, int most, List<String> names) {
        for (String part : text.split(",", -1)) {
            String[] step = part.split("/", -1);
            if (step.length > 2
                    || step.length == 2 && !step[1].matches("[1-9][0-9]{0,3}")
                    || !range(step[0], least, most, names)) {
                return false;
            }
        }
        return true;
    }

    private static boolean range(String text, int least, int most, List<String> names) {
        if (text.equals("*") || text.equals("?")) {
            return true;
        }
        String[] ends = text.split("-", -1);
        if (ends.length > 2) {
            return false;
        }
        int first = value(ends[0], least, names);
        int last = value(ends[ends.length - 1], least, names);
        return first >= least && last <= most && first <= last;
    }

    private static int value(String text, int least, List<String> names) {
        int name = names.indexOf(text.toLowerCase(Locale.ROOT));
        if (name >= 0) {
            return name + least;
        }
        return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
    }
}
