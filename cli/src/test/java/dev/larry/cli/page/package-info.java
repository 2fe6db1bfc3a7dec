/**
 * The observer's page in a real browser. It knows the local fleet and nothing of the page's code.
 */
@NullMarked
package dev.larry.cli.page;

import org.jspecify.annotations.NullMarked;
