package dev.larry.cli.architecture.wrong.contract;

import dev.larry.cli.architecture.wrong.model.StringUtils;

/** The other half of the cycle, in a package that is not @NullMarked. */
public record KnowsTheModel(StringUtils other) {}
