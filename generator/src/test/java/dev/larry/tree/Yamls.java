package dev.larry.tree;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Two readers of YAML that agree on little but what a careful writer writes. */
final class Yamls {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Yamls() {}

    static Object yaml11(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(Integer.MAX_VALUE);
        return new Yaml(new SafeConstructor(options)).load(text);
    }

    static Object yaml12(String text) {
        return new Load(
                        LoadSettings.builder()
                                .setSchema(new CoreSchema())
                                .setCodePointLimit(Integer.MAX_VALUE)
                                .build())
                .loadFromString(text);
    }

    static ObjectNode object(String text) {
        return JSON.valueToTree(yaml12(text));
    }
}
