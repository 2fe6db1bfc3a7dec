/** Tests of reading environment files. */
@NullMarked
package dev.larry.load;

import org.jspecify.annotations.NullMarked;
