package dev.larry.cli;

import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;

/**
 * The API server's end of a forwarded port, led to a real server on this machine. Kubernetes,
 * "v4.channel.k8s.io": each message begins with its channel, 0 for data and 1 for errors, and the
 * first of each channel names the port.
 */
final class ForwardedSocket extends WebSocketListener {
    private final int port;
    private @Nullable Socket socket;

    ForwardedSocket(int port) {
        this.port = port;
    }

    @Override
    public void onOpen(WebSocket web, @Nullable Response response) {
        byte low = (byte) port;
        byte high = (byte) (port >> 8);
        web.send(new byte[] {0, low, high});
        web.send(new byte[] {1, low, high});
        try {
            Socket open = new Socket(InetAddress.getLoopbackAddress(), port);
            socket = open;
            Thread.ofVirtual().start(() -> bring(open, web));
        } catch (IOException e) {
            web.close(1011, "connection refused");
        }
    }

    private static void bring(Socket from, WebSocket web) {
        byte[] part = new byte[8192];
        try {
            for (int read; (read = from.getInputStream().read(part, 1, part.length - 1)) >= 0; ) {
                web.send(Arrays.copyOf(part, read + 1));
            }
        } catch (IOException e) {
            // Closed by whoever was done first.
        }
        web.close(1000, "done");
    }

    @Override
    public void onMessage(WebSocket web, byte[] bytes) {
        Socket open = socket;
        if (open == null || bytes.length < 2 || bytes[0] != 0) {
            return;
        }
        try {
            open.getOutputStream().write(bytes, 1, bytes.length - 1);
            open.getOutputStream().flush();
        } catch (IOException e) {
            web.close(1011, "gone");
        }
    }

    @Override
    public void onClosed(WebSocket web, int code, @Nullable String reason) {
        close();
    }

    @Override
    public void onClosing(WebSocket web, int code, @Nullable String reason) {
        close();
    }

    private void close() {
        Socket open = socket;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // It is closed.
            }
        }
    }
}
