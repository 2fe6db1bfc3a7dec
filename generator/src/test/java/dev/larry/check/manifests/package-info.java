@NullMarked
package dev.larry.check.manifests;

import org.jspecify.annotations.NullMarked;
