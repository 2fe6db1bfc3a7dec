package dev.larry.load;

import dev.larry.model.As;
import dev.larry.model.Default;
import dev.larry.model.Doc;
import dev.larry.model.Parameters;
import dev.larry.model.Syntax;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a record of the model looks like in a file: read once by reflection. */
record RecordShape(List<Part> components, List<String> names, Constructor<?> constructor) {
    private static final ClassValue<RecordShape> SHAPES =
            new ClassValue<>() {
                @Override
                protected RecordShape computeValue(Class<?> type) {
                    return read(type);
                }
            };

    /**
     * One component.
     *
     * @param whenMissing its value where the file has none; null where it must be there
     */
    record Part(
            String name,
            Type type,
            Class<?> raw,
            String doc,
            @Nullable Syntax syntax,
            @Nullable String fallback,
            @Nullable Object whenMissing) {
        /** What a scalar of it may be, in words. */
        String meaning(Class<?> scalar) {
            return syntax != null && scalar == String.class
                    ? syntax.meaning()
                    : Scalars.meaning(scalar);
        }

        /** What it may be, in words. */
        String meaning() {
            if (raw == List.class) {
                return "a list";
            }
            Class<?> type = raw == Optional.class ? RecordShape.raw(argument(this.type, 0)) : raw;
            return Scalars.isScalar(type) ? meaning(type) : "a mapping";
        }

        /** How to add it. */
        String addition() {
            String what = doc.endsWith(".") ? doc.substring(0, doc.length() - 1) : doc;
            return "add " + name + (Scalars.isScalar(raw) ? ": VALUE (" : ": (") + what + ")";
        }
    }

    static RecordShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    Object construct(@Nullable Object[] arguments) {
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The class of a type without its arguments. */
    static Class<?> raw(Type type) {
        return type instanceof ParameterizedType generic
                ? (Class<?>) generic.getRawType()
                : (Class<?>) type;
    }

    /** A type's argument. */
    static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }

    private static RecordShape read(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new IllegalStateException(type + " is no record");
        }
        List<Part> parts = new ArrayList<>();
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            parts.add(part(components[i]));
            types[i] = components[i].getType();
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return new RecordShape(
                    List.copyOf(parts), parts.stream().map(Part::name).toList(), constructor);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Part part(RecordComponent component) {
        Class<?> raw = raw(component.getGenericType());
        Default fallback = component.getAnnotation(Default.class);
        As as = component.getAnnotation(As.class);
        Doc doc = component.getAnnotation(Doc.class);
        return new Part(
                component.getName(),
                component.getGenericType(),
                raw,
                doc == null ? "" : doc.value(),
                as == null ? null : as.value(),
                fallback == null ? null : fallback.value(),
                fallback == null ? empty(raw) : Scalars.read(raw, fallback.value()));
    }

    private static @Nullable Object empty(Class<?> raw) {
        if (raw == Optional.class) {
            return Optional.empty();
        }
        if (raw == List.class) {
            return List.of();
        }
        if (raw == Map.class) {
            return Map.of();
        }
        if (raw == Parameters.class) {
            return Parameters.NONE;
        }
        return raw.isRecord() && !Scalars.isScalar(raw) ? allMissing(raw) : null;
    }

    /** A record none of whose values must be written need not be written itself. */
    private static @Nullable Object allMissing(Class<?> raw) {
        RecordShape shape = of(raw);
        @Nullable Object[] arguments = shape.components().stream().map(Part::whenMissing).toArray();
        return Arrays.stream(arguments).allMatch(Objects::nonNull)
                ? shape.construct(arguments)
                : null;
    }
}
