/**
 * Kubernetes objects of kinds that fabric8's models lack: Argo CD's and External Secrets'. It knows
 * fabric8's metadata and nothing of fleets.
 */
@NullMarked
package dev.larry.render.custom;

import org.jspecify.annotations.NullMarked;
