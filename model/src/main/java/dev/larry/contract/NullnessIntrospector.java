package dev.larry.contract;

import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.RecordComponent;

/** A record's component must be in the document unless its type is {@link Nullable}. */
final class NullnessIntrospector extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        if (member instanceof AnnotatedParameter parameter
                && member.getDeclaringClass().isRecord()) {
            RecordComponent[] components = member.getDeclaringClass().getRecordComponents();
            int index = parameter.getIndex();
            if (index < components.length) {
                return !components[index].getAnnotatedType().isAnnotationPresent(Nullable.class);
            }
        }
        return super.hasRequiredMarker(member);
    }
}
