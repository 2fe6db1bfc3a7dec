package dev.larry.agent.redis;

import redis.clients.jedis.HostAndPort;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocketFactory;

/**
 * Tells a server that is away from one that is there and speaks TLS where none is asked for, or
 * none where it is: a plain client of the one hears nothing, a TLS client of the other waits for
 * ever.
 */
final class Mismatch {
    private static final int PATIENCE_MILLIS = 1_000;

    private Mismatch() {}

    /**
     * What is wrong, for people; empty where it is something else. No secret is sent.
     *
     * @param tls whether TLS was asked for
     */
    static Optional<String> of(HostAndPort address, boolean tls) {
        if (tls) {
            return speaksPlainly(address)
                    ? Optional.of(
                            address
                                    + " answers without TLS: set redis.tls to false in the"
                                    + " environment file, or name the port that speaks TLS")
                    : Optional.empty();
        }
        return speaksTls(address)
                ? Optional.of(
                        address
                                + " speaks TLS, and was asked without: set redis.tls to true in the"
                                + " environment file and ca.crt in the Secret, or name the port"
                                + " without TLS")
                : Optional.empty();
    }

    /** Redis docs, "RESP protocol specification": + begins an answer, - an error. */
    private static boolean speaksPlainly(HostAndPort address) {
        try (Socket socket = connect(address)) {
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            int first = socket.getInputStream().read();
            return first == '+' || first == '-';
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether it answers a handshake, if only to refuse it or with a certificate of no worth. */
    private static boolean speaksTls(HostAndPort address) {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (Socket plain = connect(address);
                Socket socket =
                        factory.createSocket(plain, address.getHost(), address.getPort(), true)) {
            socket.getOutputStream().write('\n');
            return true;
        } catch (SSLHandshakeException e) {
            return !(e.getCause() instanceof EOFException);
        } catch (IOException e) {
            return false;
        }
    }

    private static Socket connect(HostAndPort address) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(
                    new InetSocketAddress(address.getHost(), address.getPort()), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
