/** What a whole rendered tree must be, whatever fleet it is rendered from. */
@NullMarked
package dev.larry.tree;

import org.jspecify.annotations.NullMarked;
