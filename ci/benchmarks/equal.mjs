// Proves that trees hold the same objects, whatever their files, order of files and order of keys:
//   node equal.mjs TREE TREE...
// Exit 1 with the first difference. Nothing is normalised but the order of keys.
import { isDeepStrictEqual } from 'node:util';
import { identity, objects } from './trees.mjs';

const [first, ...others] = process.argv.slice(2);
const wanted = byIdentity(first);
for (const tree of others) {
  const found = byIdentity(tree);
  for (const [id, object] of wanted) {
    if (!found.has(id)) fail(`${tree} has no ${id}`);
    const other = found.get(id);
    if (!isDeepStrictEqual(object, other)) {
      fail(`${id} differs in ${tree}:\n${JSON.stringify(object)}\n${JSON.stringify(other)}`);
    }
  }
  for (const id of found.keys()) if (!wanted.has(id)) fail(`${tree} has ${id} besides`);
}
console.log(wanted.size);

function byIdentity(tree) {
  const map = new Map();
  for (const object of objects(tree)) {
    const id = identity(object);
    if (map.has(id)) fail(`${tree} has ${id} twice`);
    map.set(id, object);
  }
  return map;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
