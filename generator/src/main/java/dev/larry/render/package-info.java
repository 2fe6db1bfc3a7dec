/**
 * Turns a fleet into Kubernetes objects, one pure function per component. It knows {@code
 * dev.larry.contract} and {@code dev.larry.model}; Kubernetes types begin here.
 */
@NullMarked
package dev.larry.render;

import org.jspecify.annotations.NullMarked;
