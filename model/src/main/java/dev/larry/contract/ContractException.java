package dev.larry.contract;

/** A document that is not what the contract says; the message is one line. */
public final class ContractException extends Exception {
    private static final long serialVersionUID = 1L;

    public ContractException(String message) {
        super(message);
    }
}
