package dev.larry.check.manifests.security;

import dev.larry.check.manifests.Placeholder;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What looks like a secret: the fixed forms that issuers give their tokens, and values of a telling
 * name that a person would not write as a placeholder. A finding never repeats the value.
 */
final class SecretPatterns {
    private static final int LONGEST = 200_000;

    /**
     * @param sign a text that every secret of the form holds; looking for it first is what makes a
     *     search through large texts cheap
     */
    private record Form(String name, String sign, Pattern pattern) {
        boolean isSigned(String text, int at) {
            return text.startsWith(sign, at)
                    && (!beginsWithSign() || at == 0 || !isOfWord(text.charAt(at - 1)));
        }

        /** As most do, so that {@code task-1} is not looked at for a key that begins sk-. */
        private boolean beginsWithSign() {
            return pattern.pattern().startsWith("\\b" + sign);
        }

        private static boolean isOfWord(char c) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
        }
    }

    private static final List<Form> FORMS =
            List.of(
                    form(
                            "a private key",
                            "PRIVATE KEY",
                            "-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----"),
                    form("an AWS access key", "AKIA", "\\bAKIA[A-Z2-7]{16}\\b"),
                    form("an AWS access key", "ASIA", "\\bASIA[A-Z2-7]{16}\\b"),
                    form("a GitHub token", "gh", "\\bgh[pousr]_[A-Za-z0-9]{36,}\\b"),
                    form("a GitHub token", "github_pat_", "\\bgithub_pat_[A-Za-z0-9_]{40,}\\b"),
                    form("a GitLab token", "glpat-", "\\bglpat-[A-Za-z0-9_-]{20,}"),
                    form("a Slack token", "xox", "\\bxox[abprs]-[A-Za-z0-9-]{10,}"),
                    form("an API key", "sk-", "\\bsk-(?:ant-|proj-|live-)?[A-Za-z0-9_-]{24,}"),
                    form("a Google API key", "AIza", "\\bAIza[A-Za-z0-9_-]{35}\\b"),
                    form("a Stripe key", "k_live_", "\\b[rs]k_live_[A-Za-z0-9]{20,}\\b"),
                    form("an npm token", "npm_", "\\bnpm_[A-Za-z0-9]{36}\\b"),
                    form(
                            "a JSON Web Token",
                            ".eyJ",
                            "\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}"));

    /** The forms whose sign begins with two characters of ASCII, a bit for each. */
    private static final int[] BY_PAIR = byPair();

    /** What the names of secrets end with, whatever else they say. */
    private static final List<String> ENDINGS =
            List.of(
                    "password",
                    "passwd",
                    "pwd",
                    "passphrase",
                    "secret",
                    "token",
                    "key",
                    "credential",
                    "credentials");

    /** The last letters of these. */
    private static final String LAST = "detnyls";

    private static final Pattern URL =
            Pattern.compile(
                    "(?<=[a-z0-9+.-])://[^\\s:/@\"'<>{}$]*:([^\\s:/@\"'<>{}$]{3,})@[A-Za-z0-9\\[]");
    private static final Pattern TELLING =
            Pattern.compile(
                    "(?i)(?:^|.*[_.-])(?:password|passwd|pwd|passphrase|secret|token|api[_-]?key|access[_-]?key|secret[_-]?key|private[_-]?key|credentials?)");
    private static final Pattern TELLING_CAMEL =
            Pattern.compile(
                    ".*[a-z](?:Password|Passwd|Secret|Token|ApiKey|AccessKey|SecretKey|PrivateKey)");
    private static final Pattern REFERENCE =
            Pattern.compile(
                    "(?i)(?:https?|file|vault|arn|secret|ref|env|op)[:+].*|/[\\w./-]+|\\./.*|true|false|yes|no|none|null|disabled|enabled|[0-9.]{1,8}[smhd]?|\\*+|x+|<.*>|\\{.*\\}|@.*@|%.*%|\\[.*\\]|.*(?:change|replace|example|dummy|placeholder|redacted|your[-_]|todo|insert|xxxx).*");
    private static final Pattern LINE =
            Pattern.compile(
                    "\\s*+[\"']?+([\\w.-]{2,60}+)[\"']?+\\s*+[:=]\\s*+[\"']?+([^\\s\"'#,;]{4,200}+)[\"']?+,?+\\s*+");

    private SecretPatterns() {}

    private static Form form(String name, String sign, String pattern) {
        return new Form(name, sign, Pattern.compile(pattern));
    }

    private static int[] byPair() {
        int[] forms = new int[1 << 14];
        for (int i = 0; i < FORMS.size(); i++) {
            String sign = FORMS.get(i).sign();
            forms[sign.charAt(0) << 7 | sign.charAt(1)] |= 1 << i;
        }
        return forms;
    }

    /** The forms whose sign a text holds, a bit for each; texts are gone through once for all. */
    private static int signs(String text) {
        int signs = 0;
        int before = 0;
        for (int at = 0; at < text.length(); at++) {
            int c = text.charAt(at) & 0x7F; // what is beyond ASCII is looked at in vain
            int forms = BY_PAIR[before << 7 | c];
            before = c;
            for (int form = 0; forms >>> form != 0; form++) {
                if ((forms >>> form & 1) == 1 && FORMS.get(form).isSigned(text, at - 1)) {
                    signs |= 1 << form;
                }
            }
        }
        return signs;
    }

    /** Whether a line of a text may give a value to what has the name of a secret. */
    private static boolean mayTell(String text, int from, int to) {
        int end = from;
        while (end < to && text.charAt(end) != ':' && text.charAt(end) != '=') {
            end++;
        }
        if (end == to) {
            return false;
        }
        while (end > from && " \t\"'".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        if (end == from || LAST.indexOf(text.charAt(end - 1) | 0x20) < 0) {
            return false;
        }
        for (String ending : ENDINGS) {
            int length = ending.length();
            if (end - length >= from && text.regionMatches(true, end - length, ending, 0, length)) {
                return true;
            }
        }
        return false;
    }

    /** The lines of a text that may tell; most do not, and are never texts of their own. */
    private static List<String> tellingLines(String text) {
        String lines =
                text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
        List<String> telling = new ArrayList<>();
        for (int from = 0; from < lines.length(); ) {
            int feed = lines.indexOf('\n', from);
            int to = feed < 0 ? lines.length() : feed;
            if (mayTell(lines, from, to)) {
                telling.add(lines.substring(from, to));
            }
            from = to + 1;
        }
        return telling;
    }

    /** Whether a value under a name is a secret, and what it looks like. */
    static Optional<String> in(String name, String text) {
        Optional<String> known = known(text);
        if (known.isPresent() || text.length() > LONGEST) {
            return known;
        }
        if (!text.contains("\n")) {
            return value(name, text);
        }
        return tellingLines(text).stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .filter(line -> isRandom(line.group(2)))
                .flatMap(line -> value(line.group(1), line.group(2)).stream())
                .findFirst();
    }

    /** Forms that are secrets under any name. */
    static Optional<String> known(String text) {
        if (text.length() < 12 || text.length() > LONGEST) {
            return Optional.empty();
        }
        int signs = signs(text);
        for (int form = 0; signs >>> form != 0; form++) {
            if ((signs >>> form & 1) == 1 && FORMS.get(form).pattern().matcher(text).find()) {
                return Optional.of("holds " + FORMS.get(form).name());
            }
        }
        for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 1)) {
            Matcher url = URL.matcher(text).useTransparentBounds(true).region(at, text.length());
            if (url.lookingAt() && !REFERENCE.matcher(url.group(1)).matches()) {
                return Optional.of("holds a password in a URL");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> value(String name, String text) {
        boolean telling = TELLING.matcher(name).matches() || TELLING_CAMEL.matcher(name).matches();
        if (!telling) {
            return Optional.empty();
        }
        String value = text.strip();
        boolean plain =
                value.length() >= 4
                        && value.length() <= 500
                        && !Placeholder.isIn(value)
                        && !value.startsWith("$")
                        && !value.contains(" ")
                        && !REFERENCE.matcher(value).matches();
        boolean names =
                value.matches("[a-z]+(?:[-_.][a-z]+)+") || value.matches("[A-Z]+(?:_[A-Z]+)+");
        return plain && !names
                ? Optional.of("holds what its name " + name + " calls a secret")
                : Optional.empty();
    }

    /** At least three bits a character over at least eight: no word, no number, no name. */
    private static boolean isRandom(String text) {
        if (text.length() < 8 || text.toLowerCase(Locale.ROOT).matches("[a-z]+|[0-9]+")) {
            return false;
        }
        Map<Integer, Integer> counts = new HashMap<>();
        text.chars().forEach(c -> counts.merge(c, 1, Integer::sum));
        double bits = 0;
        for (int count : counts.values()) {
            double share = (double) count / text.length();
            bits -= share * Math.log(share) / Math.log(2);
        }
        return bits >= 3.0;
    }
}
