package dev.larry.model;

import java.util.regex.Pattern;

/**
 * Syntaxes of texts in an environment file.
 *
 * <p>Names follow the Kubernetes documentation, "Object Names and IDs" (RFC 1123 labels and
 * subdomains).
 */
public enum Syntax {
    DNS_LABEL(
            "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?",
            "lower case letters, digits and '-', 63 characters at most, no '-' at either end"),
    /** Source: Kubernetes documentation, "Object Names and IDs", RFC 1035 label names. */
    SERVICE(
            "[a-z]([-a-z0-9]{0,61}[a-z0-9])?",
            "lower case letters, digits and '-', 63 characters at most, a letter first, no '-' at"
                    + " the end"),
    DNS_SUBDOMAIN(
            "(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*",
            "DNS labels joined by '.', 253 characters at most"),
    RUN_ID(
            "[a-z0-9]([-a-z0-9]{0,18}[a-z0-9])?",
            "lower case letters, digits and '-', 20 characters at most, no '-' at either end"),
    IMAGE(
            "(?=.{1,255}$)[a-z0-9][a-z0-9._/-]*(:[0-9]+/[a-z0-9._/-]+)?(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(@sha256:[0-9a-f]{64})?",
            "an image name with a tag or a digest, such as worker:1.4.2"),
    ENV_NAME("[A-Za-z_][A-Za-z0-9_]*", "letters, digits and '_', not starting with a digit"),
    ENV_FILE(
            "[a-z0-9]([-a-z0-9]{0,30}[a-z0-9])?",
            "lower case letters, digits and '-', 32 characters at most"),
    CIDR(
            "((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\\.){3}(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])/(3[0-2]|[12]?[0-9])"
                + "|(?=[0-9a-fA-F:]*:)[0-9a-fA-F:]{2,39}/(12[0-8]|1[01][0-9]|[1-9]?[0-9])",
            "an address block such as 10.0.0.0/8 or fd00::/8"),
    ADDRESS(
            "((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\\.){3}(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])|(?=[0-9a-fA-F:]*:)[0-9a-fA-F:]{2,39}",
            "an IP address such as 10.0.10.21"),
    GIT_URL(
            "(https://|ssh://|git@)\\S+",
            "a Git address that starts with https://, ssh:// or git@"),
    HTTP_URL("https?://\\S+", "an address that starts with http:// or https://"),
    // The prefix's length is looked at first: Java's matcher needs a stack frame for each of its
    // labels.
    LABEL_KEY(
            "((?=[-a-z0-9.]{1,253}/)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?"
                + "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?",
            "a label key such as team or example.com/team"),
    LABEL_VALUE(
            "([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?",
            "letters, digits, '-', '_' and '.', 63 characters at most, letters or digits at both"
                    + " ends"),
    TEXT(
            "[^\\s\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029]"
                + "([^\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029]*[^\\s\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029])?",
            "text on one line"),
    RULE("[a-z]+/[a-z0-9]+(-[a-z0-9]+)*", "a rule's id such as security/read-only-root"),
    /** Names of RBAC objects may hold colons; others are DNS subdomains. */
    OBJECT(
            "[A-Z][A-Za-z0-9]{0,62}(/[a-z0-9][-a-z0-9]{0,62})?/[A-Za-z0-9][-A-Za-z0-9_.:]{0,252}",
            "Kind/namespace/name, or Kind/name without a namespace"),
    VERSION("1\\.[0-9]{1,3}", "a Kubernetes minor version such as 1.36");

    private final Pattern pattern;
    private final String meaning;

    Syntax(String regex, String meaning) {
        this.pattern = Pattern.compile(regex);
        this.meaning = meaning;
    }

    /** Whether the whole text has this syntax. */
    public boolean matches(String text) {
        return pattern.matcher(text).matches();
    }

    /** The regular expression, for JSON Schema. */
    public String regex() {
        return pattern.pattern();
    }

    /** What is allowed, in words. */
    public String meaning() {
        return meaning;
    }
}
