package dev.larry.agent.redis;

import dev.larry.contract.AgentException;
import dev.larry.contract.ExitCode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Trusts the certificates of one PEM file and no others. */
public final class Trust {
    private Trust() {}

    /**
     * A TLS context that trusts what is signed by the certificates of this file.
     *
     * @param failure how the agent ends where the file is no such file
     */
    public static SSLContext of(Path pem, ExitCode failure) {
        try (InputStream in = Files.newInputStream(pem)) {
            return of(in, pem.toString(), failure);
        } catch (IOException e) {
            throw unreadable(pem.toString(), failure, e);
        }
    }

    /**
     * The same for what is no file.
     *
     * @param place where it came from, for people
     */
    public static SSLContext of(InputStream pem, String place) {
        return of(pem, place, ExitCode.BAD_REDIS);
    }

    private static SSLContext of(InputStream in, String pem, ExitCode failure) {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("ca-" + number++, certificate);
            }
            if (number == 0) {
                throw new AgentException(failure, pem + ": holds no certificate; mount a PEM file");
            }
            TrustManagerFactory managers =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(pem, failure, e);
        }
    }

    private static AgentException unreadable(String pem, ExitCode failure, Exception e) {
        return new AgentException(
                failure, pem + ": not a readable PEM file of certificates: " + e.getMessage(), e);
    }
}
