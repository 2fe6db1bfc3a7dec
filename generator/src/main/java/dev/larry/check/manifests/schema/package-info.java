/**
 * What the API server refuses although a JSON Schema lets it pass. It knows {@code
 * dev.larry.check.manifests}, {@code dev.larry.check.rule} and {@code dev.larry.model}.
 */
@NullMarked
package dev.larry.check.manifests.schema;

import org.jspecify.annotations.NullMarked;
