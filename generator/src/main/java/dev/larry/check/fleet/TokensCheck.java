package dev.larry.check.fleet;

import dev.larry.check.rule.FleetCheck;
import dev.larry.check.rule.Places;
import dev.larry.check.rule.Rule;
import dev.larry.model.Budget;
import dev.larry.model.Finding;
import dev.larry.model.Fleet;
import dev.larry.model.Larry;
import dev.larry.model.MasterAgent;
import dev.larry.model.Tokens;
import dev.larry.model.Worker;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Token sums at every level, each against what is declared at that level. */
final class TokensCheck implements FleetCheck {
    private static final String SOURCE = "The token budget of a run (docs/decisions)";

    static final Rule LARRY_TOTAL =
            Rule.error(
                    "tokens/larry-total",
                    "A Larry's tokens are those of its masters, their pools and its workers"
                            + " together.",
                    "The ledger holds a Larry to its declared tokens: with less than its parts have"
                            + " some of them cannot spend theirs, with more nobody may spend the"
                            + " rest.",
                    "correct the parts or the total",
                    SOURCE);
    static final Rule BUDGET_TOTAL =
            Rule.error(
                    "tokens/budget-total",
                    "The budget's total is all Larrys' tokens, the meta-coordinator's and the"
                            + " reserve together.",
                    "A total that its parts pass is overdrawn before the run ends; one above them"
                            + " hides who may spend the rest.",
                    "correct the parts or the total",
                    SOURCE);
    static final Rule NO_LLM =
            Rule.error(
                    "tokens/no-llm",
                    "Whoever has tokens can reach an LLM.",
                    "Without llm nothing renders an address, a key or an egress rule: the program"
                            + " starts and waits for an endpoint that no policy lets it reach.",
                    "say where the LLM is in llm, or set the tokens to 0",
                    "Kubernetes documentation, \"Network Policies\" (egress is denied by default"
                            + " here)");

    static final List<Rule> RULES = List.of(LARRY_TOTAL, BUDGET_TOTAL, NO_LLM);

    @Override
    public void check(Fleet fleet, Places places, Consumer<Finding> findings) {
        BigInteger larrys = BigInteger.ZERO;
        for (Larry larry : fleet.larrys()) {
            larrys = larrys.add(number(larry.tokens()));
            larry(larry, places, findings);
            if (fleet.llm().isEmpty()) {
                withoutLlm(larry, places, findings);
            }
        }
        Budget budget = fleet.budget();
        BigInteger sum = larrys.add(number(budget.meta())).add(number(budget.reserve()));
        compare(
                BUDGET_TOTAL,
                "larrys "
                        + shown(larrys)
                        + " + meta "
                        + budget.meta()
                        + " + reserve "
                        + budget.reserve(),
                sum,
                budget.total(),
                "a Larry, meta or reserve",
                places,
                "budget.total",
                findings);
    }

    private static void larry(Larry larry, Places places, Consumer<Finding> findings) {
        BigInteger masters = BigInteger.ZERO;
        for (MasterAgent master : larry.masters()) {
            masters = masters.add(number(master.tokens())).add(number(master.pool()));
        }
        BigInteger workers = BigInteger.ZERO;
        for (Worker worker : larry.workers()) {
            workers = workers.add(number(worker.tokens()));
        }
        compare(
                LARRY_TOTAL,
                "masters " + shown(masters) + " + workers " + shown(workers),
                masters.add(workers),
                larry.tokens(),
                larry.workers().isEmpty() ? "a master" : "a worker",
                places,
                Paths.larry(larry) + ".tokens",
                findings);
    }

    private static void compare(
            Rule rule,
            String parts,
            BigInteger sum,
            Tokens declared,
            String part,
            Places places,
            String path,
            Consumer<Finding> findings) {
        BigInteger over = sum.subtract(number(declared));
        if (over.signum() == 0) {
            return;
        }
        String remedy =
                over.signum() > 0
                        ? "lower " + part + " by " + shown(over) + " or raise the total"
                        : "raise " + part + " by " + shown(over.negate()) + " or lower the total";
        findings.accept(
                rule.at(
                        places.of(path),
                        parts + " = " + shown(sum) + ", declared " + declared,
                        "",
                        remedy + " to " + shown(sum)));
    }

    private static void withoutLlm(Larry larry, Places places, Consumer<Finding> findings) {
        for (MasterAgent master : larry.masters()) {
            String path = Paths.larry(larry) + ".masters[" + master.name() + "].";
            withoutLlm(path + "tokens", master.tokens(), places, findings);
            withoutLlm(path + "pool", master.pool(), places, findings);
        }
        for (Worker worker : larry.workers()) {
            withoutLlm(Paths.worker(larry, worker) + ".tokens", worker.tokens(), places, findings);
        }
    }

    private static void withoutLlm(
            String path, Tokens tokens, Places places, Consumer<Finding> findings) {
        if (tokens.value() > 0) {
            findings.accept(
                    NO_LLM.at(places.of(path), tokens + " tokens, but no llm", "0 without an llm"));
        }
    }

    private static BigInteger number(Tokens tokens) {
        return BigInteger.valueOf(tokens.value());
    }

    private static String shown(BigInteger number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
