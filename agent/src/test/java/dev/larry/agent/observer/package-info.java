/** What an observer reads, of real records. */
@NullMarked
package dev.larry.agent.observer;

import org.jspecify.annotations.NullMarked;
