package dev.larry.cli.architecture.wrong.model;

import dev.larry.cli.architecture.wrong.contract.KnowsTheModel;

/** Against the direction, and half of a cycle. */
record KnowsTheContract(KnowsTheModel other) {}
