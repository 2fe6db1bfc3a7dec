package dev.larry.agent.main;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A server that speaks Redis' protocol and says that it is an old one, for none that old can be had
 * here. Redis docs, "RESP protocol spec".
 */
final class OldRedis implements AutoCloseable {
    private final ServerSocket socket;
    private final String version;

    private OldRedis(ServerSocket socket, String version) {
        this.socket = socket;
        this.version = version;
    }

    static OldRedis start(String version) throws IOException {
        OldRedis redis =
                new OldRedis(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()), version);
        Thread.ofPlatform().daemon().start(redis::serve);
        return redis;
    }

    String endpoint() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                converse(client);
            } catch (IOException e) {
                // The client left, or the test has ended.
            }
        }
    }

    private void converse(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            int words = Integer.parseInt(line.substring(1));
            String command = "";
            for (int i = 0; i < words; i++) {
                in.readLine();
                String word = in.readLine();
                command = i == 0 ? String.valueOf(word).toUpperCase(Locale.ROOT) : command;
            }
            OutputStream out = client.getOutputStream();
            out.write(answer(command).getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private String answer(String command) {
        if (command.equals("INFO")) {
            String text = "# Server\r\nredis_version:" + version + "\r\nrun_id:0\r\n";
            return "$" + text.length() + "\r\n" + text + "\r\n";
        }
        return command.equals("PING")
                ? "+PONG\r\n"
                : "-ERR unknown command `" + command + "`, with args beginning with: \r\n";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
