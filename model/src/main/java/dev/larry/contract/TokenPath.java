package dev.larry.contract;

import java.util.List;

/**
 * The way from the root of the token ledger's tree to whoever spends: the run, then a Larry or the
 * meta-coordinator, then one master, worker or the meta-coordinator itself. Every level has a cap.
 *
 * @param group node of the Larry, or of the meta-coordinator
 * @param holder node of whoever spends
 */
public record TokenPath(String group, String holder) {
    /** The root: all tokens of the run. */
    public static final String RUN = "run";

    /** The emergency reserve, which only grants. */
    public static final String RESERVE = "reserve";

    private static final String META = "meta";

    /** A worker of a Larry. */
    public static TokenPath worker(String larry, String worker) {
        return new TokenPath(larry(larry), larry(larry) + "/worker/" + worker);
    }

    /** A master of a Larry and its personal tokens. */
    public static TokenPath master(String larry, String master) {
        return new TokenPath(larry(larry), larry(larry) + "/master/" + master);
    }

    /** The meta-coordinator. */
    public static TokenPath meta() {
        return new TokenPath(META, META + "/coordinator");
    }

    /** The node of a Larry. */
    public static String larry(String larry) {
        return "larry/" + larry;
    }

    /** The node of a master's pool, which only grants. */
    public static String pool(String larry, String master) {
        return larry(larry) + "/pool/" + master;
    }

    /** Its nodes from the root on. */
    public List<String> nodes() {
        return List.of(RUN, group, holder);
    }
}
