/**
 * Renders the documents that people read of an environment: its plan, its quick start, its Secrets
 * and its diagram. It knows what is rendered, the contract and the model; the words are Freemarker
 * templates, the figures come from the model only.
 */
@NullMarked
package dev.larry.render.texts;

import org.jspecify.annotations.NullMarked;
