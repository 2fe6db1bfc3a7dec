/**
 * Objects and records as JSON, without reading an annotation when it runs: Jackson's serializers
 * are asked once, when this is built. It knows Jackson's trees and fabric8's classes, and nothing
 * of what is rendered.
 */
@NullMarked
package dev.larry.render.json;

import org.jspecify.annotations.NullMarked;
