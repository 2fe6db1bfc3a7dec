package dev.larry.cli.watch;

import dev.larry.contract.ContractException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.RunState;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** An observer's {@code /state}, over HTTP. */
public final class ObserverSource implements StateSource {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI state;

    /**
     * An observer.
     *
     * @param base where its page is, with or without a slash at the end
     */
    public ObserverSource(URI base) {
        String text = base.toString();
        this.state = URI.create(text + (text.endsWith("/") ? "" : "/") + "state");
    }

    @Override
    public RunState read() throws AwayException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(state).timeout(PATIENCE).build();
        try {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AwayException(
                        state + ": " + answer.statusCode() + " " + answer.body().strip());
            }
            return ContractJson.read(answer.body(), RunState.class);
        } catch (IOException e) {
            String why = e.getMessage();
            throw new AwayException(state + ": no answer" + (why == null ? "" : ", " + why));
        } catch (ContractException e) {
            throw new AwayException(state + ": not the state of a run: " + e.getMessage());
        }
    }

    @Override
    public String place() {
        return state.toString();
    }
}
