// Reads trees of YAML files into objects, and orders objects by identity.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** The YAML files below a directory, as paths below it, in order. */
export function yamlFiles(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.yaml'))
    .map(entry => join(entry.parentPath ?? entry.path, entry.name).slice(root.length).replace(/^\/+/, ''))
    .sort();
}

/** Every object in the YAML files below a directory, read as YAML 1.1, which is what kubectl and Argo CD read. */
export function objects(root) {
  return yamlFiles(root).flatMap(file =>
    parseAllDocuments(readFileSync(join(root, file), 'utf8'), { version: '1.1', maxAliasCount: 0 })
      .map(document => {
        if (document.errors.length > 0) throw new Error(`${file}: ${document.errors[0].message}`);
        return document.toJS();
      })
      .filter(object => object !== null));
}

/** What the API server knows an object by. */
export function identity(object) {
  const { name, namespace = '' } = object.metadata;
  return [object.apiVersion, object.kind, namespace, name].join('/');
}
