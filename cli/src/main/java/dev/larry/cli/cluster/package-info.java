/**
 * A run on a cluster: what must hold before it, how it is followed, and how objects get there where
 * no Argo CD brings them. It speaks to the API server only, and through it to whatever else there
 * is.
 */
@NullMarked
package dev.larry.cli.cluster;

import org.jspecify.annotations.NullMarked;
