// A cdk8s app of typed constructs, for `cdk8s synth`:
//   cdk8s synth --app 'node typed.cjs OBJECTS.json' --output OUT
// Each object is made by the construct that `cdk8s import` generates for its kind, from typed properties: quantities
// and ports are values of their own types. Kinds of CustomResourceDefinitions are plain ApiObjects. A chart per
// namespace, a file per object. The objects' values are given, none is computed.
const { readFileSync } = require('node:fs');
const { ApiObject, App, Chart, YamlOutputType } = require('cdk8s');
// What `cdk8s import k8s` writes, as cdk8s-plus carries it; the rest of cdk8s-plus is not loaded.
const k8s = require('cdk8s-plus-33/lib/imports/k8s.js');

const quantity = value => k8s.Quantity.fromString(value);
const quantities = map => map && Object.fromEntries(Object.entries(map).map(([key, value]) => [key, quantity(value)]));
const port = value =>
  typeof value === 'number' ? k8s.IntOrString.fromNumber(value) : value && k8s.IntOrString.fromString(value);

const resources = given =>
  given && { ...given, requests: quantities(given.requests), limits: quantities(given.limits) };

const action = given =>
  given && {
    ...given,
    httpGet: given.httpGet && { ...given.httpGet, port: port(given.httpGet.port) },
    tcpSocket: given.tcpSocket && { ...given.tcpSocket, port: port(given.tcpSocket.port) },
  };

const container = given => ({
  ...given,
  resources: resources(given.resources),
  startupProbe: action(given.startupProbe),
  readinessProbe: action(given.readinessProbe),
  livenessProbe: action(given.livenessProbe),
});

const volume = given =>
  given.emptyDir?.sizeLimit
    ? { ...given, emptyDir: { ...given.emptyDir, sizeLimit: quantity(given.emptyDir.sizeLimit) } }
    : given;

const template = given => ({
  ...given,
  spec: {
    ...given.spec,
    initContainers: given.spec.initContainers?.map(container),
    containers: given.spec.containers.map(container),
    volumes: given.spec.volumes?.map(volume),
  },
});

const claim = given => ({ ...given, spec: { ...given.spec, resources: resources(given.spec.resources) } });

const policyRule = given => ({ ...given, ports: given.ports?.map(each => ({ ...each, port: port(each.port) })) });

const withTemplate = given => ({
  ...given,
  spec: {
    ...given.spec,
    template: template(given.spec.template),
    volumeClaimTemplates: given.spec.volumeClaimTemplates?.map(claim),
  },
});

/** The typed properties of the kinds that have some beside texts, numbers and booleans. */
const typed = {
  Deployment: withTemplate,
  Job: withTemplate,
  StatefulSet: withTemplate,
  PersistentVolumeClaim: claim,
  LimitRange: given => ({
    ...given,
    spec: {
      limits: given.spec.limits.map(each => ({
        ...each,
        default: quantities(each.default),
        defaultRequest: quantities(each.defaultRequest),
        max: quantities(each.max),
        min: quantities(each.min),
      })),
    },
  }),
  NetworkPolicy: given => ({
    ...given,
    spec: {
      ...given.spec,
      ingress: given.spec.ingress?.map(policyRule),
      egress: given.spec.egress?.map(policyRule),
    },
  }),
  PodDisruptionBudget: given => ({
    ...given,
    spec: {
      ...given.spec,
      minAvailable: port(given.spec.minAvailable),
      maxUnavailable: port(given.spec.maxUnavailable),
    },
  }),
  ResourceQuota: given => ({ ...given, spec: { ...given.spec, hard: quantities(given.spec.hard) } }),
  Service: given => ({
    ...given,
    spec: { ...given.spec, ports: given.spec.ports?.map(each => ({ ...each, targetPort: port(each.targetPort) })) },
  }),
};

const app = new App({ yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE });
const charts = new Map();
let number = 0;
for (const object of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  const namespace = object.metadata.namespace ?? '_cluster';
  let chart = charts.get(namespace);
  if (chart === undefined) {
    chart = new Chart(app, namespace, { disableResourceNameHashes: true });
    charts.set(namespace, chart);
  }
  const id = `object-${number++}`;
  const { apiVersion, kind, ...properties } = object;
  const Construct = k8s[`Kube${kind}`];
  if (Construct !== undefined && Construct.GVK.apiVersion === apiVersion) {
    new Construct(chart, id, typed[kind] ? typed[kind](properties) : properties);
  } else {
    new ApiObject(chart, id, object);
  }
}
app.synth();
