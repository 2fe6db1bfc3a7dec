package dev.larry.check.manifests.schema;

import java.util.regex.Pattern;

/** Address ranges as NetworkPolicies write them. */
final class Cidr {
    private static final Pattern V4 =
            Pattern.compile("(?:(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.|/)){4}(3[0-2]|[12]?\\d)");
    private static final Pattern V6 =
            Pattern.compile("[0-9a-fA-F:.]{2,45}/(12[0-8]|1[01]\\d|\\d?\\d)");

    private Cidr() {}

    static boolean isValid(String text) {
        return V4.matcher(text).matches() || text.contains(":") && V6.matcher(text).matches();
    }
}
