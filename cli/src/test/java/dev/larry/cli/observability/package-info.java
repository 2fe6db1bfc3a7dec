/** Dashboards and alerts, held against Prometheus itself. It knows what is rendered. */
@NullMarked
package dev.larry.cli.observability;

import org.jspecify.annotations.NullMarked;
