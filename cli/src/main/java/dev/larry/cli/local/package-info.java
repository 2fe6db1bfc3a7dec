/**
 * A fleet's agents as processes of this machine, with the settings that a cluster's pods would
 * mount. It knows the renderer's settings and how a Job and a Deployment treat their pods.
 */
@NullMarked
package dev.larry.cli.local;

import org.jspecify.annotations.NullMarked;
