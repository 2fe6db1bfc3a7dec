/**
 * Grafana dashboards as data: panels, their queries and where they lie. It knows Grafana's JSON and
 * nothing of fleets or Kubernetes.
 */
@NullMarked
package dev.larry.render.dashboards;

import org.jspecify.annotations.NullMarked;
