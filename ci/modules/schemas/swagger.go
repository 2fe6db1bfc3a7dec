package main

import (
	"sort"
	"strings"
)

const refPrefix = "#/definitions/"

// fromSwagger gives a schema for each kind that can stand in a manifest: one that has an ObjectMeta.
func fromSwagger(definitions object) []schema {
	names := make([]string, 0, len(definitions))
	for name := range definitions {
		names = append(names, name)
	}
	sort.Strings(names)
	var schemas []schema
	for _, name := range names {
		definition := definitions[name].(object)
		identities := asList(definition["x-kubernetes-group-version-kind"])
		if len(identities) != 1 || !hasObjectMeta(definition) {
			continue
		}
		identity := identities[0].(object)
		schemas = append(schemas, schema{
			group:   identity["group"].(string),
			version: identity["version"].(string),
			kind:    identity["kind"].(string),
			body:    expandDefinition(definitions, name),
		}.identified())
	}
	return schemas
}

func hasObjectMeta(definition object) bool {
	properties, _ := definition["properties"].(object)
	metadata, _ := properties["metadata"].(object)
	ref, _ := metadata["$ref"].(string)
	return strings.HasSuffix(ref, ".ObjectMeta")
}

func expandDefinition(definitions object, name string) object {
	return expander{definitions}.expand(object{"$ref": refPrefix + name}, false, nil)
}

// expander writes every reference out, so that a schema needs no other file.
type expander struct{ definitions object }

// expand gives the strict schema of a value; an optional one may also be null, as the API server has it.
func (e expander) expand(in object, optional bool, open []string) object {
	if ref, ok := in["$ref"].(string); ok {
		name := strings.TrimPrefix(ref, refPrefix)
		for _, each := range open {
			if each == name {
				return object{} // a recursive type (JSONSchemaProps) is judged one level deep
			}
		}
		if strings.HasSuffix(name, ".Quantity") {
			return nullable(object{"type": []any{"string", "number"}}, optional)
		}
		return e.expand(e.definitions[name].(object), optional, append(open[:len(open):len(open)], name))
	}
	out := object{}
	for key, value := range in {
		switch key {
		case "description", "default":
		case "properties":
			required := asList(in["required"])
			properties := object{}
			for name, property := range value.(object) {
				properties[name] = e.expand(property.(object), !contains(required, name), open)
			}
			out[key] = properties
		case "items":
			out[key] = e.expand(value.(object), false, open)
		case "additionalProperties":
			if values, ok := value.(object); ok {
				out[key] = e.expand(values, false, open)
			} else {
				out[key] = value
			}
		case "allOf":
			parts := []any{}
			for _, part := range asList(value) {
				parts = append(parts, e.expand(part.(object), optional, open))
			}
			out[key] = parts
		default:
			if !strings.HasPrefix(key, "x-") {
				out[key] = value
			}
		}
	}
	if out["format"] == "int-or-string" {
		delete(out, "format")
		out["type"] = []any{"string", "integer"}
	}
	return nullable(closed(out), optional)
}

// closed refuses properties that are not named, unless the schema says what others may be.
func closed(schema object) object {
	if _, has := schema["properties"]; has {
		if _, says := schema["additionalProperties"]; !says {
			schema["additionalProperties"] = false
		}
	}
	return schema
}

func nullable(schema object, yes bool) object {
	if !yes {
		return schema
	}
	switch kind := schema["type"].(type) {
	case string:
		schema["type"] = []any{kind, "null"}
	case []any:
		schema["type"] = append(kind[:len(kind):len(kind)], "null")
	}
	return schema
}
