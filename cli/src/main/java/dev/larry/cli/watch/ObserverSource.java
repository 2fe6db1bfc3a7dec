package dev.larry.cli.watch;

import dev.larry.contract.RunState;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** An observer's state, over HTTP. */
public final class ObserverSource implements StateSource {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String base;
    private final Followed followed;

    /**
     * An observer.
     *
     * @param base where its page is, with or without a slash at the end
     */
    public ObserverSource(URI base) {
        String text = base.toString();
        this.base = text + (text.endsWith("/") ? "" : "/");
        this.followed = new Followed(place(), this::get);
    }

    @Override
    public RunState read() throws AwayException, InterruptedException {
        return followed.read();
    }

    private Optional<String> get(String path) throws AwayException, InterruptedException {
        URI uri = URI.create(base + path);
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
        try {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == NOT_FOUND && !path.equals("state")) {
                return Optional.empty();
            }
            if (answer.statusCode() != OK) {
                throw new AwayException(
                        place() + ": " + answer.statusCode() + " " + answer.body().strip());
            }
            return Optional.of(answer.body());
        } catch (IOException e) {
            String why = e.getMessage();
            throw new AwayException(place() + ": no answer" + (why == null ? "" : ", " + why));
        }
    }

    @Override
    public String place() {
        return base + "state";
    }
}
