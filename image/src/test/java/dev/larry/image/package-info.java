@NullMarked
package dev.larry.image;

import org.jspecify.annotations.NullMarked;
