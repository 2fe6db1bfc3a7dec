package dev.larry.check.exceptions;

import dev.larry.model.Exemption;
import dev.larry.model.Finding;
import dev.larry.model.Source;

/**
 * A finding that is accepted.
 *
 * @param place where the exemption is written
 */
public record Excepted(Finding finding, Exemption exemption, Source place) {}
