@NullMarked
package dev.larry.check.exceptions;

import org.jspecify.annotations.NullMarked;
