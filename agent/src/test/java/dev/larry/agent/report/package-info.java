/** Reports against runs whose data are known. */
@NullMarked
package dev.larry.agent.report;

import org.jspecify.annotations.NullMarked;
