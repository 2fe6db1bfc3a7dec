package dev.larry.diff.reach;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** A range of addresses, such as 10.0.0.0/8 or fd00::/8. */
record Cidr(byte[] address, int length) {
    static Optional<Cidr> of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.matches("[0-9A-Fa-f:.]+/[0-9]{1,3}")) {
            return Optional.empty();
        }
        try {
            // Digits, dots and colons only: no name is looked up.
            return Optional.of(
                    new Cidr(
                            InetAddress.getByName(text.substring(0, slash)).getAddress(),
                            Integer.parseInt(text.substring(slash + 1))));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Whether every address of the other range is in this one. */
    boolean contains(Cidr other) {
        if (address.length != other.address.length || length > other.length) {
            return false;
        }
        for (int bit = 0; bit < Math.min(length, address.length * 8); bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((address[bit / 8] & mask) != (other.address[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
