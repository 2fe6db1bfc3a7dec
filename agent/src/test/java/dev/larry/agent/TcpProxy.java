package dev.larry.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A network between a client and a server that can be slow, cut, or lose answers. */
public final class TcpProxy implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger answersToLose = new AtomicInteger();
    private volatile boolean cut;
    private volatile long delayMillis;

    /** To this port of the loopback address. */
    public TcpProxy(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("proxy").start(this::accept);
    }

    /** As settings name it. */
    public String endpoint() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Cuts every connection, and refuses new ones, until healed. */
    public void cut() {
        cut = true;
        open.forEach(TcpProxy::end);
    }

    /** Lets connections through again, at full speed. */
    public void heal() {
        cut = false;
        delayMillis = 0;
    }

    /** Holds back each piece of data for so long. */
    public void delay(long millis) {
        delayMillis = millis;
    }

    /** The server gets so many more requests whose answers are lost with their connections. */
    public void loseAnswers(int number) {
        answersToLose.set(number);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (cut) {
                    end(client);
                    continue;
                }
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                upstream.setTcpNoDelay(true);
                open.add(client);
                open.add(upstream);
                pump(client, upstream, false);
                pump(upstream, client, true);
            } catch (IOException e) {
                // The server is away or this is closed: the client sees a closed connection.
            }
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    byte[] buffer = new byte[65_536];
                    try (from;
                            to) {
                        InputStream in = from.getInputStream();
                        OutputStream out = to.getOutputStream();
                        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                            if (delayMillis > 0) {
                                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(delayMillis));
                            }
                            if (cut || answers && losesOne()) {
                                return;
                            }
                            out.write(buffer, 0, read);
                        }
                    } catch (IOException e) {
                        // One side is gone, so the other ends.
                    } finally {
                        open.remove(from);
                        open.remove(to);
                    }
                });
    }

    private boolean losesOne() {
        return answersToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It was closed already.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
