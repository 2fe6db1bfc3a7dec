// Command schemas writes the JSON schemas that kubeconform judges manifests by.
//
// It reads the "schemas" lines of a lock file, takes each named file out of the Go module that publishes it (the
// module's checksum must be the pinned one), and writes one self-contained, strict schema a kind and version:
//
//	OUT/<group, or the version for the core group>/<kind in lower case>_<version>.json
//
// The same lock gives the same bytes on every machine.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"sigs.k8s.io/yaml"
)

type object = map[string]any

// pin is one "schemas" line of the lock.
type pin struct{ module, version, sum, file string }

func main() {
	lock := flag.String("lock", "ci/tools.lock", "the lock file")
	out := flag.String("out", "", "an empty directory to write to")
	flag.Parse()
	if err := run(*lock, *out); err != nil {
		fmt.Fprintln(os.Stderr, "schemas:", err)
		os.Exit(1)
	}
}

func run(lock, out string) error {
	if out == "" {
		return errors.New("-out is missing")
	}
	pins, err := readPins(lock)
	if err != nil {
		return err
	}
	var objectMeta object
	for _, p := range pins {
		content, err := p.read()
		if err != nil {
			return err
		}
		var document object
		if err := yaml.Unmarshal(content, &document); err != nil {
			return fmt.Errorf("%s: %w", p.file, err)
		}
		var schemas []schema
		if definitions, ok := document["definitions"].(object); ok {
			schemas = fromSwagger(definitions)
			objectMeta = expandDefinition(definitions, "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta")
		} else if objectMeta == nil {
			return fmt.Errorf("%s: a custom resource must come after Kubernetes itself, whose ObjectMeta it takes", p.file)
		} else if schemas, err = fromCRD(document, objectMeta); err != nil {
			return fmt.Errorf("%s: %w", p.file, err)
		}
		if len(schemas) == 0 {
			return fmt.Errorf("%s: no schema in it", p.file)
		}
		for _, s := range schemas {
			if err := s.write(out); err != nil {
				return err
			}
		}
	}
	return nil
}

func readPins(lock string) ([]pin, error) {
	file, err := os.Open(lock)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var pins []pin
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		if f := strings.Fields(lines.Text()); len(f) > 0 && f[0] == "schemas" {
			if len(f) != 5 {
				return nil, fmt.Errorf("%s: five columns wanted: %s", lock, lines.Text())
			}
			pins = append(pins, pin{f[1], f[2], f[3], f[4]})
		}
	}
	return pins, lines.Err()
}

// read gives the pinned file out of the module cache; the go command fetches the module when it is not there.
func (p pin) read() ([]byte, error) {
	command := exec.Command("go", "mod", "download", "-json", p.module+"@"+p.version)
	command.Dir = os.TempDir()
	command.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	answer, err := command.Output()
	var got struct{ Dir, Sum, Error string }
	if parse := json.Unmarshal(answer, &got); parse != nil {
		return nil, fmt.Errorf("go mod download %s@%s: %w", p.module, p.version, errors.Join(err, parse))
	}
	if got.Error != "" {
		return nil, fmt.Errorf("go mod download %s@%s: %s", p.module, p.version, got.Error)
	}
	if got.Sum != p.sum {
		return nil, fmt.Errorf("%s@%s has checksum %s, the lock says %s", p.module, p.version, got.Sum, p.sum)
	}
	return os.ReadFile(filepath.Join(got.Dir, filepath.FromSlash(p.file)))
}

// schema is the finished schema of one kind in one version of its group.
type schema struct {
	group, version, kind string
	body                 object
}

func (s schema) apiVersion() string {
	if s.group == "" {
		return s.version
	}
	return s.group + "/" + s.version
}

func (s schema) write(out string) error {
	directory := s.group
	if directory == "" {
		directory = s.version
	}
	path := filepath.Join(out, directory, strings.ToLower(s.kind)+"_"+s.version+".json")
	if _, err := os.Stat(path); err == nil {
		return fmt.Errorf("%s is written twice", path)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	// Maps are encoded with sorted keys, so the bytes are always the same.
	content, err := json.Marshal(s.body)
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(content, '\n'), 0o644)
}

// identified makes the schema insist on its own apiVersion and kind, spelt exactly so: kubeconform itself finds
// a schema by the lower-cased kind and would accept "kind: deployment".
func (s schema) identified() schema {
	properties := s.body["properties"].(object)
	properties["apiVersion"] = object{"type": "string", "enum": []any{s.apiVersion()}}
	properties["kind"] = object{"type": "string", "enum": []any{s.kind}}
	required := []any{"apiVersion", "kind", "metadata"}
	for _, name := range asList(s.body["required"]) {
		if !contains(required, name) {
			required = append(required, name)
		}
	}
	s.body["required"] = required
	s.body["type"] = "object"
	return s
}

func asList(value any) []any {
	list, _ := value.([]any)
	return list
}

func contains(list []any, value any) bool {
	for _, each := range list {
		if each == value {
			return true
		}
	}
	return false
}
