package dev.larry.check.manifests.security;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The sysctls that the baseline policy allows, by the minor version that allowed them.
 *
 * <p>Source: Kubernetes documentation, Pod Security Standards, Baseline, Sysctls.
 */
final class Sysctls {
    private Sysctls() {}

    static Set<String> safe(int version) {
        Set<String> safe =
                new HashSet<>(
                        List.of(
                                "kernel.shm_rmid_forced",
                                "net.ipv4.ip_local_port_range",
                                "net.ipv4.tcp_syncookies",
                                "net.ipv4.ping_group_range",
                                "net.ipv4.ip_unprivileged_port_start"));
        if (version >= 27) {
            safe.add("net.ipv4.ip_local_reserved_ports");
        }
        if (version >= 29) {
            safe.addAll(
                    List.of(
                            "net.ipv4.tcp_keepalive_time",
                            "net.ipv4.tcp_fin_timeout",
                            "net.ipv4.tcp_keepalive_intvl",
                            "net.ipv4.tcp_keepalive_probes"));
        }
        if (version >= 32) {
            safe.addAll(List.of("net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem"));
        }
        if (version >= 37) {
            safe.addAll(
                    List.of("net.ipv4.tcp_slow_start_after_idle", "net.ipv4.tcp_notsent_lowat"));
        }
        return safe;
    }
}
