package dev.larry.render.json;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Quantity;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Objects of the model with something, nothing or little in each member. */
final class Filled {
    private final Random random;
    private final int deepest;

    Filled(long seed, int deepest) {
        this.random = new Random(seed);
        this.deepest = deepest;
    }

    /** An object of a class. */
    Object of(Class<?> type) throws ReflectiveOperationException {
        return filled(type, 0);
    }

    private Object filled(Class<?> type, int depth) throws ReflectiveOperationException {
        Object object = type.getConstructor().newInstance();
        List<Method> setters =
                Arrays.stream(type.getMethods())
                        .filter(method -> method.getName().startsWith("set"))
                        .filter(method -> method.getParameterCount() == 1)
                        .sorted(Comparator.comparing(Method::getName))
                        .toList();
        for (Method setter : setters) {
            // Once in eight a class that takes unknown members gets one.
            boolean unknown = setter.getName().equals("setAdditionalProperties");
            if (random.nextInt(8) < (unknown ? 1 : 6)) {
                Object value =
                        unknown
                                ? Map.of("unknown", "member")
                                : value(setter.getGenericParameterTypes()[0], depth);
                if (value != null) {
                    setter.invoke(object, value);
                }
            }
        }
        return object;
    }

    private @Nullable Object value(Type type, int depth) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            Type content =
                    generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            int size = random.nextInt(3);
            Object one = size == 0 ? null : value(content, depth);
            boolean list = generic.getRawType() == List.class;
            if (one == null) {
                return list ? List.of() : Map.of();
            }
            return list
                    ? (size == 1 ? List.of(one) : List.of(one, one))
                    : (size == 1 ? Map.of("a", one) : Map.of("b", one, "a", one));
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            return random.nextInt(6) == 0 ? "" : "text " + random.nextInt(100);
        }
        if (plain == Integer.class || plain == int.class) {
            return random.nextInt(3) - 1;
        }
        if (plain == Long.class || plain == long.class) {
            return random.nextLong();
        }
        if (plain == Boolean.class || plain == boolean.class) {
            return random.nextBoolean();
        }
        if (plain == Double.class) {
            return random.nextDouble();
        }
        if (plain == Quantity.class) {
            return random.nextInt(6) == 0 ? new Quantity() : Quantity.parse("3Gi");
        }
        if (plain == IntOrString.class) {
            return random.nextBoolean() ? new IntOrString(80) : new IntOrString("http");
        }
        boolean made = !plain.isInterface() && plain != Object.class && depth < deepest;
        return made ? filled(plain, depth + 1) : null;
    }
}
