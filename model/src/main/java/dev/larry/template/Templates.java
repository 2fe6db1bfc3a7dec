package dev.larry.template;

import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.ConditionalTemplateConfigurationFactory;
import freemarker.cache.FileNameGlobMatcher;
import freemarker.cache.FirstMatchTemplateConfigurationFactory;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.OutputFormat;
import freemarker.core.PlainTextOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.core.TemplateConfiguration;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;

import java.io.IOException;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/** The Freemarker templates of one folder, set up so that the same data gives the same bytes. */
public final class Templates {
    private final Configuration configuration;
    private final Map<String, Object> shared = new HashMap<>(Functions.all());

    /**
     * The templates of a folder of the class path.
     *
     * @param loader whose class path
     */
    public Templates(ClassLoader loader, String folder) {
        configuration = new Configuration(Configuration.VERSION_2_3_35);
        configuration.setObjectWrapper(new ModelObjects());
        configuration.setTemplateLoader(new ClassTemplateLoader(loader, folder));
        configuration.setDefaultEncoding("UTF-8");
        configuration.setOutputEncoding("UTF-8");
        configuration.setLocale(Locale.ROOT);
        configuration.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
        configuration.setNumberFormat("c");
        configuration.setBooleanFormat("c");
        configuration.setOutputFormat(MarkdownFormat.INSTANCE);
        configuration.setTemplateConfigurations(
                new FirstMatchTemplateConfigurationFactory(
                                format("*.mmd.ftl", PlainTextOutputFormat.INSTANCE),
                                format("*.html.ftl", HTMLOutputFormat.INSTANCE))
                        .allowNoMatch(true));
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setWrapUncheckedExceptions(true);
        configuration.setFallbackOnNullLoopVariable(false);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    }

    /** The text of a template, each line without trailing blanks and with a line feed. */
    public String text(String template, Map<String, ?> data) {
        Map<String, Object> all = new HashMap<>(shared);
        all.putAll(data);
        StringWriter out = new StringWriter();
        try {
            configuration.getTemplate(template + ".ftl").process(all, out);
        } catch (IOException | TemplateException e) {
            // The templates are part of the program and its tests: this is a fault of ours.
            throw new IllegalStateException("template " + template + ": " + e.getMessage(), e);
        }
        return tidy(out.toString());
    }

    /** Lines without blanks at their ends, and never two empty ones in a row. */
    private static String tidy(String text) {
        StringBuilder result = new StringBuilder(text.length());
        boolean empty = false;
        for (String line : (Iterable<String>) text.strip().lines()::iterator) {
            String solid = line.stripTrailing();
            if (!solid.isEmpty() || !empty) {
                result.append(solid).append('\n');
            }
            empty = solid.isEmpty();
        }
        return result.toString();
    }

    private static ConditionalTemplateConfigurationFactory format(
            String glob, OutputFormat format) {
        TemplateConfiguration configured = new TemplateConfiguration();
        configured.setOutputFormat(format);
        return new ConditionalTemplateConfigurationFactory(
                new FileNameGlobMatcher(glob), configured);
    }
}
