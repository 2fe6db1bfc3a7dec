package dev.larry.model;

/** A TCP port, 1 to 65535. */
public record Port(int number) {
    public Port {
        if (number < 1 || number > 65535) {
            throw new InvalidValueException(
                    "", Integer.toString(number), "a port from 1 to 65535", "correct it");
        }
    }

    /**
     * Reads a port.
     *
     * @throws InvalidValueException where the text is none
     */
    public static Port parse(String text) {
        if (!text.matches("[0-9]{1,5}")) {
            throw new InvalidValueException(
                    "", "'" + text + "'", "a port from 1 to 65535", "correct it");
        }
        return new Port(Integer.parseInt(text));
    }

    @Override
    public String toString() {
        return Integer.toString(number);
    }
}
