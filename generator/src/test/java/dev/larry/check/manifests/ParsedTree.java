package dev.larry.check.manifests;

import dev.larry.check.ManifestRules;
import dev.larry.model.Finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A tree whose files are parsed once, so that a change of one of them costs that one. */
record ParsedTree(Outside outside, SortedMap<String, ManifestSet> files) {
    static ParsedTree of(Map<String, String> texts, Outside outside) {
        SortedMap<String, ManifestSet> files = new TreeMap<>();
        texts.forEach((path, text) -> files.put(path, parse(path, text, outside)));
        return new ParsedTree(outside, files);
    }

    ParsedTree with(String path, String text) {
        SortedMap<String, ManifestSet> changed = new TreeMap<>(files);
        changed.put(path, parse(path, text, outside));
        return new ParsedTree(outside, changed);
    }

    List<Finding> judge() {
        List<Manifest> objects = new ArrayList<>();
        List<Finding> problems = new ArrayList<>();
        for (ManifestSet file : files.values()) {
            objects.addAll(file.objects());
            problems.addAll(file.problems());
        }
        return ManifestRules.judge(new ManifestSet(objects, problems, List.of(), Map.of(), outside))
                .all();
    }

    private static ManifestSet parse(String path, String text, Outside outside) {
        ManifestReader reader = new ManifestReader();
        reader.add(path, text);
        return reader.set(outside);
    }
}
