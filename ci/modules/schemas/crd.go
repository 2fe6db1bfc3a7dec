package main

import (
	"errors"
	"strings"
)

// fromCRD gives a schema for each served version of a CustomResourceDefinition.
func fromCRD(document, objectMeta object) ([]schema, error) {
	if document["kind"] != "CustomResourceDefinition" {
		return nil, errors.New("not a CustomResourceDefinition")
	}
	spec := document["spec"].(object)
	var schemas []schema
	for _, each := range asList(spec["versions"]) {
		version := each.(object)
		if version["served"] != true {
			continue
		}
		published := version["schema"].(object)["openAPIV3Schema"].(object)
		body := structural(published)
		body["properties"].(object)["metadata"] = objectMeta
		schemas = append(schemas, schema{
			group:   spec["group"].(string),
			version: version["name"].(string),
			kind:    spec["names"].(object)["kind"].(string),
			body:    closed(body),
		}.identified())
	}
	return schemas, nil
}

// structural turns a structural OpenAPI v3 schema into the JSON schema of what the API server takes without pruning.
// Null is only what the definition calls nullable: unlike for its own kinds, the server refuses any other.
func structural(in object) object {
	out := object{}
	for key, value := range in {
		switch key {
		case "description", "default", "nullable", "example", "title":
		case "properties":
			properties := object{}
			for name, property := range value.(object) {
				properties[name] = structural(property.(object))
			}
			out[key] = properties
		case "items", "not":
			out[key] = structural(value.(object))
		case "additionalProperties":
			if values, ok := value.(object); ok {
				out[key] = structural(values)
			} else {
				out[key] = value
			}
		case "allOf", "anyOf", "oneOf":
			// Junctors only narrow what stands beside them: they name no new properties, so they stay open.
			out[key] = value
		default:
			if !strings.HasPrefix(key, "x-") {
				out[key] = value
			}
		}
	}
	if in["x-kubernetes-int-or-string"] == true {
		delete(out, "anyOf")
		out["type"] = []any{"integer", "string"}
	}
	if in["x-kubernetes-preserve-unknown-fields"] != true {
		closed(out)
	}
	if values, ok := out["enum"].([]any); ok && in["nullable"] == true {
		out["enum"] = append(values[:len(values):len(values)], nil)
	}
	return nullable(out, in["nullable"] == true)
}
