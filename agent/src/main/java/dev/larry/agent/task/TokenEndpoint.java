package dev.larry.agent.task;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.larry.agent.ledger.Reserved;
import dev.larry.agent.ledger.Settled;
import dev.larry.contract.AgentException;
import dev.larry.contract.ContractException;
import dev.larry.contract.ContractJson;
import dev.larry.contract.ExitCode;
import dev.larry.contract.TokenCall;
import dev.larry.model.InvalidValueException;
import dev.larry.model.Tokens;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The tokens of one attempt over HTTP on the loopback address, for whoever knows the attempt's key:
 * POST {@code /tokens/reserve}, {@code settle} and {@code release} with a {@link TokenCall}.
 */
final class TokenEndpoint implements AutoCloseable {
    private static final int BODY = 65_536;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final HttpServer server;
    private final ExecutorService threads;
    private final TokenDesk desk;
    private final String key;

    private TokenEndpoint(HttpServer server, ExecutorService threads, TokenDesk desk, String key) {
        this.server = server;
        this.threads = threads;
        this.desk = desk;
        this.key = key;
    }

    /** Serves on a free port of the loopback address. */
    static TokenEndpoint serve(TokenDesk desk) {
        byte[] secret = new byte[32];
        RANDOM.nextBytes(secret);
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            TokenEndpoint endpoint =
                    new TokenEndpoint(server, threads, desk, HexFormat.of().formatHex(secret));
            server.setExecutor(threads);
            server.createContext("/tokens/", endpoint::answer);
            server.start();
            return endpoint;
        } catch (IOException e) {
            throw new AgentException(
                    ExitCode.NO_PERMISSION,
                    "the loopback address cannot be served: " + e.getMessage(),
                    e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/tokens";
    }

    /** What callers say as a bearer token. */
    String key() {
        return key;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!known(exchange.getRequestHeaders().getFirst("Authorization"))) {
                say(exchange, 401, TokenCall.Answer.failed("the key is not this attempt's"));
                return;
            }
            if (!exchange.getRequestMethod().equals("POST")) {
                say(exchange, 405, TokenCall.Answer.failed("POST is all there is"));
                return;
            }
            byte[] body = exchange.getRequestBody().readNBytes(BODY);
            TokenCall call =
                    ContractJson.read(new String(body, StandardCharsets.UTF_8), TokenCall.class);
            switch (exchange.getRequestURI().getPath()) {
                case "/tokens/reserve" -> reserve(exchange, call);
                case "/tokens/settle" ->
                        settled(exchange, desk.settle(id(call), new Tokens(number(call.tokens()))));
                case "/tokens/release" -> settled(exchange, desk.release(id(call)));
                default ->
                        say(
                                exchange,
                                404,
                                TokenCall.Answer.failed("none of reserve, settle, release"));
            }
        } catch (ContractException | InvalidValueException e) {
            say(exchange, 400, TokenCall.Answer.failed(String.valueOf(e.getMessage())));
        } catch (AgentException e) {
            say(exchange, 503, TokenCall.Answer.failed(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void reserve(HttpExchange exchange, TokenCall call)
            throws IOException, InterruptedException, ContractException {
        String id = call.id() == null ? UUID.randomUUID().toString() : call.id();
        Duration deadline = call.deadline() == null ? TokenCall.DEADLINE : call.deadline();
        String reason = call.reason() == null ? "its own tokens are used up" : call.reason();
        Tokens tokens = new Tokens(number(call.tokens()));
        switch (desk.reserve(id, tokens, deadline, reason)) {
            case Reserved.Granted granted ->
                    say(exchange, 200, TokenCall.Answer.reserved(id, granted.left()));
            case Reserved.Refused refused ->
                    say(exchange, 409, TokenCall.Answer.refused(refused.level(), refused.left()));
            case Reserved.Stale stale ->
                    say(exchange, 410, TokenCall.Answer.failed("the lease is lost; stop"));
            case Reserved.Closed closed ->
                    say(
                            exchange,
                            410,
                            TokenCall.Answer.failed(
                                    "reservation " + id + " is " + closed.state() + " already"));
            case Reserved.Absent absent ->
                    say(exchange, 503, TokenCall.Answer.failed("no account " + absent.level()));
        }
    }

    private static void settled(HttpExchange exchange, Settled settled) throws IOException {
        switch (settled) {
            case Settled.Charged charged ->
                    say(
                            exchange,
                            200,
                            TokenCall.Answer.charged(charged.charged(), charged.overrun()));
            case Settled.Closed closed ->
                    say(
                            exchange,
                            410,
                            TokenCall.Answer.failed("it is " + closed.state() + " already"));
            case Settled.Open open -> say(exchange, 410, TokenCall.Answer.failed("it is open"));
            case Settled.Absent absent ->
                    say(exchange, 410, TokenCall.Answer.failed("there is no such reservation"));
        }
    }

    private static String id(TokenCall call) throws ContractException {
        if (call.id() == null) {
            throw new ContractException("no id");
        }
        return call.id();
    }

    private static long number(@Nullable Long tokens) throws ContractException {
        if (tokens == null) {
            throw new ContractException("no tokens");
        }
        return tokens;
    }

    /** Compared in a time that tells nothing. */
    private boolean known(@Nullable String header) {
        return header != null
                && MessageDigest.isEqual(
                        header.getBytes(StandardCharsets.UTF_8),
                        ("Bearer " + key).getBytes(StandardCharsets.UTF_8));
    }

    private static void say(HttpExchange exchange, int status, TokenCall.Answer answer)
            throws IOException {
        byte[] body = (ContractJson.line(answer) + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
