/** Tests of what names what. It knows what it tests. */
@NullMarked
package dev.larry.check.manifests.refs;

import org.jspecify.annotations.NullMarked;
