package dev.larry.template;

import freemarker.ext.util.WrapperTemplateModel;
import freemarker.template.AdapterTemplateModel;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateScalarModel;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Shows a template the objects of the model as what it may call: their public methods by name.
 * Freemarker itself would describe each class whole before the first call, which is most of what a
 * small document costs.
 */
final class ModelObjects extends DefaultObjectWrapper {
    private static final ClassValue<Map<String, Method>> METHODS =
            new ClassValue<>() {
                @Override
                protected Map<String, Method> computeValue(Class<?> type) {
                    Map<String, Method> methods = new ConcurrentHashMap<>();
                    for (Method method : type.getMethods()) {
                        if (method.getDeclaringClass() != Object.class) {
                            methods.merge(key(method), method, ModelObjects::narrower);
                        }
                    }
                    return methods;
                }
            };

    ModelObjects() {
        super(Configuration.VERSION_2_3_35);
        writeProtect();
    }

    private static String key(Method method) {
        return method.getName() + "/" + method.getParameterCount();
    }

    /** Of a method and the one it overrides with a wider type, the method. */
    private static Method narrower(Method one, Method other) {
        return one.getReturnType().isAssignableFrom(other.getReturnType()) ? other : one;
    }

    @Override
    protected TemplateModel handleUnknownType(Object object) throws TemplateModelException {
        boolean ours =
                object instanceof Optional || object.getClass().getName().startsWith("dev.larry.");
        return ours ? new Known(object) : super.handleUnknownType(object);
    }

    /** An object of the model: its text where a text is wanted, its methods by their names. */
    private final class Known
            implements TemplateHashModel,
                    TemplateScalarModel,
                    AdapterTemplateModel,
                    WrapperTemplateModel {
        private final Object object;

        Known(Object object) {
            this.object = object;
        }

        @Override
        public TemplateModel get(String name) {
            return (TemplateMethodModelEx) arguments -> call(object, name, arguments);
        }

        @Override
        public boolean isEmpty() {
            return false;
        }

        @Override
        public String getAsString() {
            return object.toString();
        }

        @Override
        public Object getAdaptedObject(Class<?> hint) {
            return object;
        }

        @Override
        public Object getWrappedObject() {
            return object;
        }
    }

    private @Nullable TemplateModel call(Object object, String name, List<?> arguments)
            throws TemplateModelException {
        String key = name + "/" + arguments.size();
        Method method = METHODS.get(object.getClass()).get(key);
        if (method == null) {
            throw new TemplateModelException("no " + key + " in " + object.getClass());
        }
        Object[] values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    tryUnwrapTo((TemplateModel) arguments.get(i), method.getParameterTypes()[i]);
        }
        try {
            method.setAccessible(true);
            return wrap(method.invoke(object, values));
        } catch (InvocationTargetException e) {
            throw new TemplateModelException(key + ": " + e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new TemplateModelException(key, e);
        }
    }
}
