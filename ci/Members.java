import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.ser.AnyGetterWriter;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializer;
import com.fasterxml.jackson.databind.ser.DefaultSerializerProvider;
import com.fasterxml.jackson.databind.ser.PropertyWriter;
import com.fasterxml.jackson.databind.ser.std.BeanSerializerBase;

import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the Java source that turns Kubernetes objects into JSON trees without reading an
 * annotation at run time. Jackson's own serializers, built here and asked member by member, say
 * what each class has, under which name and when it is left out; what they do in a way of their own
 * is left to them. See docs/decisions/0009-what-a-render-costs.md.
 *
 * <p>Usage: {@code java -cp CLASS_PATH Members.java DIRECTORY}
 */
final class Members {
    private static final String PACKAGE = "dev.larry.render.json";
    private static final String NAME = "ObjectMembers";

    private static final String MODEL = "io.fabric8.kubernetes.api.model.";

    /** What is rendered, and what is hashed; a test tells when one is missing. */
    private static final List<String> ROOTS =
            List.of(
                    MODEL + "ConfigMap",
                    MODEL + "LimitRange",
                    MODEL + "Namespace",
                    MODEL + "ObjectMeta",
                    MODEL + "PersistentVolumeClaim",
                    MODEL + "PodTemplateSpec",
                    MODEL + "ResourceQuota",
                    MODEL + "Service",
                    MODEL + "ServiceAccount",
                    MODEL + "apps.Deployment",
                    MODEL + "apps.StatefulSet",
                    MODEL + "batch.v1.Job",
                    MODEL + "batch.v1.PodFailurePolicy",
                    MODEL + "networking.v1.Ingress",
                    MODEL + "networking.v1.NetworkPolicy",
                    MODEL + "policy.v1.PodDisruptionBudget",
                    MODEL + "rbac.ClusterRole",
                    MODEL + "rbac.ClusterRoleBinding",
                    MODEL + "rbac.Role",
                    MODEL + "rbac.RoleBinding",
                    MODEL + "scheduling.v1.PriorityClass",
                    "io.fabric8.openshift.api.model.monitoring.v1.PodMonitor",
                    "io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule",
                    "io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor");

    /** Written by a plain method of the tree. */
    private static final Set<Class<?>> SCALARS =
            Set.of(
                    String.class,
                    Boolean.class,
                    boolean.class,
                    Integer.class,
                    int.class,
                    Long.class,
                    long.class,
                    Double.class,
                    double.class);

    private final SerializerProvider serializers;
    private final Map<Class<?>, String> names = new LinkedHashMap<>();
    private final Deque<Class<?>> open = new ArrayDeque<>();
    private final StringBuilder out = new StringBuilder();

    private Members() {
        JsonMapper mapper =
                JsonMapper.builder()
                        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                        .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                        .build();
        serializers =
                ((DefaultSerializerProvider) mapper.getSerializerProvider())
                        .createInstance(
                                mapper.getSerializationConfig(), mapper.getSerializerFactory());
    }

    public static void main(String[] args) throws Exception {
        Members members = new Members();
        List<Class<?>> roots = new ArrayList<>();
        for (String root : ROOTS) {
            roots.add(Class.forName(root));
        }
        Path directory = Path.of(args[0], PACKAGE.replace('.', '/'));
        Path file = directory.resolve(NAME + ".java");
        String source = members.source(roots);
        Files.createDirectories(directory);
        // An untouched file is not compiled again.
        if (!Files.exists(file) || !Files.readString(file).equals(source)) {
            Files.writeString(file, source);
        }
    }

    private String source(List<Class<?>> roots) throws Exception {
        out.append("package ").append(PACKAGE).append(";\n\n");
        out.append("import com.fasterxml.jackson.databind.node.ObjectNode;\n\n");
        out.append("import org.jspecify.annotations.Nullable;\n\n");
        out.append("/** The members of Kubernetes objects. Generated by ci/Members.java. */\n");
        out.append("final class ").append(NAME).append(" extends JsonMembers {\n");
        out.append("    private ").append(NAME).append("() {}\n\n");
        out.append(
                "    /** The tree of an object, or none where its class is not known here. */\n");
        out.append("    static @Nullable ObjectNode of(Object object) {\n");
        out.append("        return switch (object.getClass().getName()) {\n");
        for (Class<?> root : roots) {
            String method = method(root);
            if (method.isEmpty()) {
                throw new IllegalArgumentException(root + " is not written member by member");
            }
            out.append("            case \"").append(root.getName()).append("\" -> ");
            out.append(method).append("((").append(root.getCanonicalName()).append(") object);\n");
        }
        out.append("            default -> null;\n        };\n    }\n");
        while (!open.isEmpty()) {
            write(open.poll());
        }
        return out.append("}\n").toString();
    }

    /** The method that writes objects of the class; empty where Jackson has to. */
    private String method(Class<?> type) throws Exception {
        String known = names.get(type);
        if (known != null) {
            return known;
        }
        String method = bean(type) == null ? "" : "m" + names.size();
        names.put(type, method);
        if (!method.isEmpty()) {
            open.add(type);
        }
        return method;
    }

    private BeanSerializerBase bean(Class<?> type) throws Exception {
        if (type == Object.class
                || type.isInterface()
                || type.isEnum()
                || type.getTypeParameters().length > 0) {
            return null;
        }
        JsonSerializer<?> serializer = serializers.findValueSerializer(type, (BeanProperty) null);
        return serializer.getClass() == BeanSerializer.class
                        && value(BeanSerializerBase.class, "_propertyFilterId", serializer) == null
                        && value(BeanSerializerBase.class, "_objectIdWriter", serializer) == null
                ? (BeanSerializerBase) serializer
                : null;
    }

    private void write(Class<?> type) throws Exception {
        BeanSerializerBase serializer = bean(type);
        String name = type.getCanonicalName();
        out.append("\n    private static ObjectNode ")
                .append(names.get(type))
                .append('(')
                .append(name)
                .append(" o) {\n");
        if (hasMore(serializer)) {
            out.append("        if (!o.getAdditionalProperties().isEmpty()) {\n");
            out.append("            return (ObjectNode) byJackson(o);\n        }\n");
        }
        out.append("        ObjectNode node = node();\n");
        int number = 0;
        for (Iterator<PropertyWriter> each = serializer.properties(); each.hasNext(); ) {
            if (each.next() instanceof BeanPropertyWriter member
                    && !(member instanceof AnyGetterWriter)) {
                member(member, "v" + number++);
            }
        }
        out.append("        return node;\n    }\n");
    }

    /** Whether the class takes members that it does not know. */
    private static boolean hasMore(BeanSerializerBase serializer) {
        for (Iterator<PropertyWriter> each = serializer.properties(); each.hasNext(); ) {
            if (each.next() instanceof AnyGetterWriter) {
                return true;
            }
        }
        return false;
    }

    private void member(BeanPropertyWriter member, String variable) throws Exception {
        if (!(member.getMember() instanceof AnnotatedMethod getter) || member.isUnwrapping()) {
            throw new IllegalArgumentException(member + " is not read by a method");
        }
        Object suppressed = value(BeanPropertyWriter.class, "_suppressableValue", member);
        boolean empty = suppressed == BeanPropertyWriter.MARKER_FOR_EMPTY;
        if ((suppressed != null && !empty)
                || value(BeanPropertyWriter.class, "_typeSerializer", member) != null) {
            throw new IllegalArgumentException(
                    member + " is left out by a rule that is not known here");
        }
        JavaType type = member.getType();
        Class<?> raw = type.getRawClass();
        boolean special =
                member.hasSerializer()
                        && !SCALARS.contains(raw)
                        && !type.isContainerType()
                        && method(raw).isEmpty();
        String key = "\"" + member.getName() + "\"";
        out.append("        var ")
                .append(variable)
                .append(" = o.")
                .append(getter.getName())
                .append("();\n");
        List<String> conditions = new ArrayList<>();
        if (!raw.isPrimitive() && member.willSuppressNulls()) {
            conditions.add(variable + " != null");
        }
        boolean sized = type.isCollectionLikeType() || type.isMapLikeType() || raw == String.class;
        if (empty && sized) {
            conditions.add("!" + variable + ".isEmpty()");
        }
        if (!raw.isPrimitive() && !member.willSuppressNulls()) {
            throw new IllegalArgumentException(member + " is written where it is null");
        }
        String value = special ? "byJackson(" + variable + ")" : value(type, variable);
        String put = SCALARS.contains(raw) ? "put" : "set";
        String statement = "node." + put + "(" + key + ", " + value + ");";
        if (empty && !sized) {
            throw new IllegalArgumentException(
                    member + " may be empty in a way that is not known here");
        }
        if (conditions.isEmpty()) {
            out.append("        ").append(statement).append('\n');
        } else {
            out.append("        if (")
                    .append(String.join(" && ", conditions))
                    .append(") {\n            ");
            out.append(statement).append("\n        }\n");
        }
    }

    /** The expression that makes a member's value of a variable that is not null. */
    private String value(JavaType type, String variable) throws Exception {
        Class<?> raw = type.getRawClass();
        if (SCALARS.contains(raw)) {
            return variable;
        }
        if (raw == List.class || raw == Map.class) {
            boolean list = raw == List.class;
            return (list ? "list(" : "map(")
                    + variable
                    + ", "
                    + function(type.getContentType())
                    + ")";
        }
        String method = type.isContainerType() ? "" : method(raw);
        if (!method.isEmpty()) {
            return method + "(" + variable + ")";
        }
        return switch (raw.getName()) {
            case "io.fabric8.kubernetes.api.model.Quantity" -> "text(" + variable + ".toString())";
            case "io.fabric8.kubernetes.api.model.IntOrString" -> "intOrString(" + variable + ")";
            default -> "byJackson(" + variable + ")";
        };
    }

    private String function(JavaType content) throws Exception {
        if (content.getRawClass() == String.class) {
            return "JsonMembers::text";
        }
        if (SCALARS.contains(content.getRawClass())) {
            return "JsonMembers::scalar";
        }
        String value = value(content, "e");
        return value.equals("byJackson(e)")
                ? "JsonMembers::byJackson"
                : value.matches("m\\d+\\(e\\)")
                        ? NAME + "::" + value.replace("(e)", "")
                        : "e -> " + value;
    }

    private static Object value(Class<?> type, String name, Object of) throws Exception {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }
}
