package dev.larry.agent.main;

import dev.larry.contract.ContractException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.TokenCall;
import dev.larry.contract.Variables;
import dev.larry.model.InvalidValueException;
import dev.larry.model.TimeSpans;
import dev.larry.model.Tokens;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * {@code larry-agent tokens reserve|settle|release}, for the scripts of a task: speaks to the
 * endpoint of its attempt. A refusal names the level that is exhausted.
 */
final class TokensCommand {
    static final String USAGE =
            "larry-agent tokens reserve TOKENS [--id ID] [--deadline DURATION] [--reason TEXT],"
                    + " tokens settle ID USED, or tokens release ID";

    private static final int REFUSED = 1;
    private static final int WRONG_USE = 2;
    private static final int COULD_NOT = 3;

    /** Longer than a request for more tokens is waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    TokensCommand(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /** Its exit code: 0 done, 1 refused, 2 wrong use, 3 could not be done. */
    int run(List<String> words) throws InterruptedException {
        TokenCall call;
        String verb = words.isEmpty() ? "" : words.getFirst();
        try {
            call = call(verb, words.subList(Math.min(1, words.size()), words.size()));
        } catch (IllegalArgumentException e) {
            return end(WRONG_USE, e.getMessage() + "; usage: " + USAGE);
        }
        String url = environment.get(Variables.LARRY_TOKENS_URL.name());
        String key = environment.get(Variables.LARRY_TOKENS_KEY.name());
        if (url == null || key == null) {
            return end(
                    COULD_NOT,
                    "no "
                            + Variables.LARRY_TOKENS_URL
                            + " or no "
                            + Variables.LARRY_TOKENS_KEY
                            + "; a task's command is given both");
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url + "/" + verb))
                            .timeout(PATIENCE)
                            .header("Authorization", "Bearer " + key)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(ContractJson.line(call)))
                            .build();
            return answer(client.send(request, BodyHandlers.ofString()));
        } catch (IOException | IllegalArgumentException e) {
            return end(COULD_NOT, url + ": " + e.getMessage() + "; has the attempt ended?");
        }
    }

    private int answer(HttpResponse<String> response) {
        TokenCall.Answer answer;
        try {
            answer = ContractJson.read(response.body(), TokenCall.Answer.class);
        } catch (ContractException e) {
            return end(COULD_NOT, "answered " + response.statusCode() + ": " + e.getMessage());
        }
        if (response.statusCode() == 200) {
            out.println(answer.id() == null ? answer.charged() + " charged" : answer.id());
            return 0;
        }
        if (answer.exhausted() != null) {
            return end(
                    REFUSED, "refused: " + answer.exhausted() + " has " + answer.left() + " left");
        }
        return end(response.statusCode() == 400 ? WRONG_USE : COULD_NOT, answer.problem());
    }

    private static TokenCall call(String verb, List<String> words) {
        return switch (verb) {
            case "reserve" -> reserve(words);
            case "settle" -> {
                need(words.size() == 2, "settle needs an id and a number");
                yield new TokenCall(words.get(0), tokens(words.get(1)), null, null);
            }
            case "release" -> {
                need(words.size() == 1, "release needs an id");
                yield new TokenCall(words.getFirst(), null, null, null);
            }
            default -> throw new IllegalArgumentException("'" + verb + "' is nothing to do");
        };
    }

    private static TokenCall reserve(List<String> words) {
        need(words.size() % 2 == 1, "reserve needs a number, and each option a value");
        TokenCall call = new TokenCall(null, tokens(words.getFirst()), null, null);
        for (int i = 1; i < words.size(); i += 2) {
            String value = words.get(i + 1);
            call =
                    switch (words.get(i)) {
                        case "--id" ->
                                new TokenCall(value, call.tokens(), call.deadline(), call.reason());
                        case "--deadline" ->
                                new TokenCall(call.id(), call.tokens(), span(value), call.reason());
                        case "--reason" ->
                                new TokenCall(call.id(), call.tokens(), call.deadline(), value);
                        default ->
                                throw new IllegalArgumentException(
                                        "'" + words.get(i) + "' is no option");
                    };
        }
        return call;
    }

    private static void need(boolean given, String otherwise) {
        if (!given) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static long tokens(String word) {
        try {
            return Tokens.parse(word).value();
        } catch (InvalidValueException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Duration span(String word) {
        try {
            return TimeSpans.parse(word);
        } catch (InvalidValueException e) {
            throw new IllegalArgumentException("--deadline " + e.getMessage(), e);
        }
    }

    private int end(int code, @Nullable String message) {
        err.println("larry-agent: tokens: " + message);
        return code;
    }
}
