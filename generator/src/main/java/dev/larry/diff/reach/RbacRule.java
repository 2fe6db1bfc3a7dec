package dev.larry.diff.reach;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One rule of a role.
 *
 * <p>Source: pkg/apis/rbac/v1/evaluation_helpers.go of Kubernetes: {@code *} stands for all, and
 * {@code *}{@code /scale} for that subresource of all; no names mean every name.
 */
record RbacRule(
        List<String> groups,
        List<String> resources,
        List<String> names,
        List<String> urls,
        List<String> verbs) {

    /** The right to do one thing; a URL stands without a group and a resource. */
    record Right(String group, String resource, String name, String url, String verb) {
        /** On what, for people. */
        String on() {
            if (!url.isEmpty()) {
                return url;
            }
            String full = group.isEmpty() ? resource : resource + "." + group;
            return name.isEmpty() ? full : full + " '" + name + "'";
        }
    }

    static List<RbacRule> of(JsonNode rules) {
        return rules.valueStream()
                .map(rule ->
                        new RbacRule(
                                texts(rule.path("apiGroups")),
                                texts(rule.path("resources")),
                                texts(rule.path("resourceNames")),
                                texts(rule.path("nonResourceURLs")),
                                texts(rule.path("verbs"))))
                .toList();
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    RbacRule renamed(UnaryOperator<String> renamed) {
        return new RbacRule(groups, resources, names.stream().map(renamed).toList(), urls, verbs);
    }

    List<Right> rights() {
        List<Right> rights = new ArrayList<>();
        for (String verb : verbs) {
            urls.forEach(url -> rights.add(new Right("", "", "", url, verb)));
            for (String group : groups) {
                for (String resource : resources) {
                    (names.isEmpty() ? List.of("") : names)
                            .forEach(
                                    name -> rights.add(new Right(group, resource, name, "", verb)));
                }
            }
        }
        return rights;
    }

    boolean allows(Right right) {
        if (!has(verbs, right.verb())) {
            return false;
        }
        if (!right.url().isEmpty()) {
            return urls.stream().anyMatch(each -> covers(each, right.url()));
        }
        return has(groups, right.group())
                && resources.stream().anyMatch(each -> isResource(each, right.resource()))
                && (names.isEmpty() || names.contains(right.name()));
    }

    private static boolean has(List<String> list, String value) {
        return list.contains("*") || list.contains(value);
    }

    private static boolean isResource(String allowed, String asked) {
        return allowed.equals("*")
                || allowed.equals(asked)
                || allowed.startsWith("*/")
                        && asked.contains("/")
                        && asked.endsWith(allowed.substring(1));
    }

    private static boolean covers(String allowed, String asked) {
        return allowed.equals(asked)
                || allowed.endsWith("*")
                        && asked.startsWith(allowed.substring(0, allowed.length() - 1));
    }
}
