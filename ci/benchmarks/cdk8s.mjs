// A cdk8s app that makes given objects, a chart per namespace:
//   node cdk8s.mjs OBJECTS.json OUT chart|resource
// The last word says whether a file holds a chart (cdk8s's own default) or one object.
import { readFileSync } from 'node:fs';
import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';

const [list, outdir, file] = process.argv.slice(2);
const yamlOutputType = file === 'resource'
  ? YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE
  : YamlOutputType.FILE_PER_CHART;
const app = new App({ outdir, yamlOutputType });
const charts = new Map();
let number = 0;
for (const object of JSON.parse(readFileSync(list, 'utf8'))) {
  const namespace = object.metadata.namespace ?? '_cluster';
  let chart = charts.get(namespace);
  if (chart === undefined) {
    chart = new Chart(app, namespace, { disableResourceNameHashes: true });
    charts.set(namespace, chart);
  }
  new ApiObject(chart, `object-${number++}`, object);
}
app.synth();
