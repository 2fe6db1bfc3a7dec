package dev.larry.model;

import java.util.List;
import java.util.Optional;

/** The LLM endpoint. NetworkPolicy knows no host names, so its addresses are given. */
public record Llm(
        @Doc("Its address for the programs, as the variable LARRY_LLM_URL.") @As(Syntax.HTTP_URL)
                String url,
        @Doc("Its address blocks.") @As(Syntax.CIDR) List<String> cidrs,
        @Doc("An in-cluster proxy instead of address blocks.") Optional<Peer> proxy,
        @Doc("Its port.") @Default("443") Port port,
        @Doc("The Secret, in each namespace that spends tokens, with the key api-key.")
                @As(Syntax.DNS_SUBDOMAIN)
                Optional<String> secret) {
    public Llm {
        cidrs = List.copyOf(cidrs);
        if (cidrs.isEmpty() && proxy.isEmpty()) {
            throw new InvalidValueException(
                    "",
                    "neither cidrs nor proxy",
                    "address blocks or an in-cluster proxy",
                    "say where the endpoint is reached");
        }
    }
}
