package dev.larry.agent.coordinator;

import dev.larry.agent.events.Event;
import dev.larry.agent.ledger.Granted;
import dev.larry.agent.record.RunRecord.Grant;
import dev.larry.agent.report.Digest;
import dev.larry.agent.task.TaskContext;
import dev.larry.contract.AgentSettings.MasterSettings;
import dev.larry.contract.EventKind;
import dev.larry.contract.Happening;
import dev.larry.contract.TokenPath;
import dev.larry.contract.TokenRequest;
import dev.larry.model.Tokens;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Answers requests for tokens beyond a holder's own: from the pools of the Larry's masters first,
 * then from the emergency reserve, and else with a refusal. Each request is answered once, whoever
 * reads it again.
 */
final class Grants {
    private final CoordinatorContext context;
    private final TaskContext tasks;
    private final Set<String> answered = new HashSet<>();

    Grants(CoordinatorContext context) {
        this.context = context;
        this.tasks = context.tasks();
    }

    /** Answers every request that is not answered yet. */
    void answer(Digest digest) {
        for (Happening event : digest.requests(context.larry())) {
            Optional<TokenRequest> request = TokenRequest.of(event);
            if (request.isPresent() && answered.add(request.get().id())) {
                answer(request.get());
            }
        }
    }

    private void answer(TokenRequest request) {
        if (tasks.clock().instant().isAfter(request.until())
                || tasks.redis()
                        .call(jedis ->
                                jedis.hexists(
                                        context.keys().phase(context.larry()),
                                        request.refusedField()))) {
            return;
        }
        TokenPath to = request.path(context.larry());
        Granted granted = new Granted.Refused(0);
        String giver = "";
        for (String from : sources(request)) {
            if (!(granted instanceof Granted.Given)) {
                giver = from;
                granted = grant(from, request, to);
            }
        }
        switch (granted) {
            case Granted.Given given -> {
                tasks.redis()
                        .call(jedis ->
                                jedis.hset(
                                        context.keys().phase(context.larry()),
                                        request.grantedField(),
                                        Long.toString(given.tokens())));
                tasks.log()
                        .info(
                                given.tokens()
                                        + " tokens of "
                                        + giver
                                        + " granted to "
                                        + to.holder()
                                        + ": "
                                        + request.reason());
            }
            case Granted.Refused refused -> refuse(request, refused.left());
            case Granted.Absent absent -> refuse(request, 0);
        }
    }

    /**
     * Who is asked, in this order; a request that was granted before is only granted by the same.
     */
    private List<String> sources(TokenRequest request) {
        for (Grant grant : tasks.runs().read().grants()) {
            if (grant.id().equals(request.id())) {
                return List.of(grant.from());
            }
        }
        List<String> sources = new ArrayList<>();
        if (!request.master()) {
            for (MasterSettings master : context.coordinator().masters()) {
                if (master.pool().value() >= request.tokens()) {
                    sources.add(TokenPath.pool(context.larry(), master.name()));
                }
            }
        }
        sources.add(TokenPath.RESERVE);
        return sources;
    }

    private Granted grant(String from, TokenRequest request, TokenPath to) {
        Tokens tokens = new Tokens(request.tokens());
        for (MasterSettings master : context.coordinator().masters()) {
            if (from.equals(TokenPath.pool(context.larry(), master.name()))) {
                return context.granting()
                        .fromPool(
                                request.id(),
                                context.larry(),
                                master.name(),
                                master.pool(),
                                to,
                                tokens);
            }
        }
        long cap =
                context.ledger()
                        .account(TokenPath.RESERVE)
                        .map(account -> account.cap())
                        .orElse(0L);
        return context.granting()
                .fromReserve(
                        request.id(),
                        new Tokens(cap),
                        context.larry(),
                        to,
                        tokens,
                        request.reason());
    }

    private void refuse(TokenRequest request, long left) {
        tasks.log()
                .warn(
                        request.tokens()
                                + " tokens refused to "
                                + request.holder()
                                + ": pools and reserve are exhausted, "
                                + left
                                + " left in the reserve");
        tasks.events()
                .appendOnce(
                        context.keys().phase(context.larry()),
                        request.refusedField(),
                        new Event(
                                EventKind.TOKENS_REFUSED,
                                context.larry(),
                                null,
                                Map.of(
                                        "request",
                                        request.id(),
                                        "tokens",
                                        request.tokens(),
                                        "level",
                                        TokenPath.RESERVE,
                                        "left",
                                        left)));
    }
}
