// Writes the objects of a rendered tree as one JSON list, and the kustomization that names their files:
//   node objects.mjs TREE OBJECTS.json KUSTOMIZATION
// TREE may be a directory of YAML files or one file of documents.
import { writeFileSync } from 'node:fs';
import { objects, yamlFiles } from './trees.mjs';

const [tree, list, kustomization] = process.argv.slice(2);
const found = objects(tree);
writeFileSync(list, JSON.stringify(found));
const resources = yamlFiles(tree).map(file => `- ${file}\n`).join('');
writeFileSync(kustomization, `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n${resources}`);
console.log(found.length);
