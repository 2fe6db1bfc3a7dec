package dev.larry.render;

import dev.larry.contract.Variables;
import dev.larry.model.Llm;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;

import java.util.ArrayList;
import java.util.List;

/** What a program that spends tokens is told of the LLM endpoint. */
final class LlmVariables {
    private LlmVariables() {}

    static List<EnvVar> of(Llm llm) {
        List<EnvVar> variables = new ArrayList<>();
        variables.add(
                new EnvVarBuilder()
                        .withName(Variables.LARRY_LLM_URL.name())
                        .withValue(llm.url())
                        .build());
        llm.secret()
                .ifPresent(secret ->
                        variables.add(
                                new EnvVarBuilder()
                                        .withName(Variables.LARRY_LLM_KEY.name())
                                        .withNewValueFrom()
                                        .withNewSecretKeyRef("api-key", secret, null)
                                        .endValueFrom()
                                        .build()));
        return variables;
    }
}
