<#assign run = fleet.run() system = fleet.system() redis = fleet.redis() argo = fleet.argo()>
<#assign tree = argo.path() + "/" + fleet.environment() file = "environments/" + fleet.environment() + ".yaml">
# Quick start of the fleet ${fleet.environment()}

Rendered from ${code(file)}; do not edit. From an empty cluster to a finished run. What the run does is in [PLAN.md](PLAN.md).

## 1. What must be there

| what | how to see it |
|---|---|
| Kubernetes ${fleet.cluster().kubernetes()} with the nodes <#list fleet.cluster().nodes() as node>${node.name()}<#sep>, </#sep></#list> | ${code("kubectl get nodes")} |
| StorageClass ${code(fleet.storage().storageClass())} with ${name(fleet.storage().accessMode())}<#if name(fleet.storage().accessMode()) == "ReadWriteMany">; Longhorn then needs an NFS client on every node</#if> | ${code("kubectl get storageclass " + fleet.storage().storageClass())} |
<#if redis.own().isPresent()>
| Redis: none, this environment brings its own in ${code(redis.namespace())} | |
<#else>
| Redis at ${code(redis.service() + "." + redis.namespace())}, port ${redis.port()}<#if redis.master().isPresent()>, Sentinels on ${redis.sentinelPort()} with the master ${code(redis.master().get())}</#if> | ${code("kubectl --namespace " + redis.namespace() + " get service " + redis.service())} |
</#if>
<#if fleet.monitoring().enabled()>
| Prometheus operator and Grafana in ${code(fleet.monitoring().namespace())} (Helm release ${code(fleet.monitoring().release())}) | ${code("kubectl --namespace " + fleet.monitoring().namespace() + " get pods")} |
</#if>
| Argo CD in ${code(argo.namespace())}, which may read ${code(argo.repository())} | ${code("kubectl --namespace " + argo.namespace() + " get pods")} |
<#if fleet.llm().isPresent()>
| The LLM endpoint ${code(fleet.llm().get().url())} | reachable from the workers' nodes |
</#if>
| The images below | ${code("crane manifest <image>")} or your registry's page |

<#list images as image>
- ${code(image)}
</#list>

<#assign marked = fleet.cluster().nodes()?filter(n -> n.labels()?has_content || n.taints()?has_content)>
<#if marked?has_content>
Some nodes carry labels or taints that the environment file names. Nothing rendered sets them:

```sh
<#list fleet.cluster().nodes() as node>
<#list node.labels() as key, value>
kubectl label node ${sh(node.name())} ${sh(key + "=" + value)}
</#list>
<#list node.taints() as taint>
kubectl taint node ${sh(node.name())} ${sh(taint.key() + (taint.value() == "")?then("", "=" + taint.value()) + ":" + name(taint.effect()))}
</#list>
</#list>
```
</#if>

## 2. Hand the tree to Argo CD

```sh
git clone ${sh(argo.repository())} fleet
cd fleet
kubectl apply --recursive --filename ${sh(tree + "/" + bootstrap)}
kubectl --namespace ${sh(argo.namespace())} get applications <#list apps as app>${sh(project + "-" + app)}<#sep> </#sep></#list>
```

This makes the AppProject ${code(project)} and its Applications, which sync from ${code(argo.revision())}. The run that is committed was to be started by
${code(run.startBy())}: if that is past, its workers see it, exit and touch nothing.

## 3. Create the Secrets

The Application ${code(project + "-platform")} makes the namespaces. Pods wait in ${code("CreateContainerConfigError")} or ${code("ContainerCreating")} until their Secrets are there.
[SECRETS.md](SECRETS.md) lists all ${secrets?size} with the commands that create them. Then see that the servers come up:

```sh
<#list fleet.larrys() as larry>
kubectl --namespace ${sh(larry.namespace())} rollout status deployment/coordinator
</#list>
<#if redis.own().isPresent()>
kubectl --namespace ${sh(redis.namespace())} rollout status ${sh("statefulset/" + redis.service())}
</#if>
kubectl --namespace ${sh(system.namespace())} rollout status deployment/meta-coordinator deployment/observer
```

## 4. Start a run

A run is a commit. In ${code(file)} give it a new id and the time by which it must have begun (UTC):

```yaml
run:
  id: <new id, 20 characters at most>
  startBy: <such as 2030-01-31T08:00:00Z>
```

```sh
larry render ${sh(fleet.environment())}
larry check ${sh(fleet.environment())}
git switch --create run-<new id>
git add ${sh(file)} ${sh(tree)}
git commit --message 'Run <new id>'
git push --set-upstream origin HEAD
```

Open a pull request. When it is merged, Argo CD prunes the old Jobs and makes the new ones. Leave Argo CD, the pull of the images
and the scheduler some minutes before ${code("startBy")}. Do not start a run while another is open.

## 5. Watch it

```sh
<#list fleet.larrys() as larry>
kubectl --namespace ${sh(larry.namespace())} get jobs,pods --output wide
</#list>
kubectl --namespace ${sh(system.namespace())} get configmaps
kubectl --namespace ${sh(system.namespace())} port-forward deployment/observer ${pagePort}:${pagePort}
```

The observer's page is then at ${code("http://localhost:" + pagePort)}<#if system.ingress().isPresent()>, and for everybody at ${code(system.ingress().get().tlsSecret().isPresent()?then("https", "http") + "://" + system.ingress().get().host())}</#if>. The run takes ${span(run.window())} at most.

One worker's log, here of the first:

```sh
<#list fleet.larrys() as larry><#list larry.workers() as worker>
kubectl --namespace ${sh(larry.namespace())} logs --follow --selector ${sh("larry.dev/worker=" + worker.name())}
<#break></#list><#break></#list>
```

## 6. The end

The run has ended when its record says so and every Job is complete or failed:

```sh
kubectl --namespace ${sh(system.namespace())} get configmap ${sh("run-<new id>")} --output yaml
```

## Where things are

| what | where |
|---|---|
| what is rendered | ${code(tree)} |
<#list fleet.larrys() as larry>
| ${larry.name()}: coordinator, ${larry.workers()?size} Jobs, volume | namespace ${code(larry.namespace())} |
</#list>
| meta-coordinator, observer, archive of reports | namespace ${code(system.namespace())} |
| record of the run ${run.id()} | ConfigMap ${code(system.namespace() + "/" + runRecord)} |
| records of its tasks | ConfigMaps ${code("task-" + run.id() + "-<task>")} there |
| keys of the run in Redis | ${code("{larry:" + run.id() + "}:*")} |
| metrics of each agent | port ${metricsPort}, ${code("/metrics")} |
| results too large for a record | the Larry's volume, mounted at ${code("/larry/volume")} |

## Troubleshooting

| symptom | cause | what to do |
|---|---|---|
| a pod is Pending, "Insufficient cpu" or "Insufficient memory" | another workload uses the node | compare ${code("kubectl describe node <node>")} with the arithmetic in [PLAN.md](PLAN.md); move the other workload |
| a pod is Pending, "didn't match Pod's node affinity" | the node is gone, or its name differs | ${code("kubectl get nodes")}; correct ${code("nodes")} in ${code(file)} |
| a pod is Pending, "had untolerated taint" | a taint is on the node that the file does not name | add it to the node's ${code("taints")}, or take it off the node |
| a claim is Pending | no StorageClass ${code(fleet.storage().storageClass())}, or no room | ${code("kubectl describe pvc --namespace <namespace>")} |
| a pod hangs in ContainerCreating, "mount failed" | no NFS client on the node, or the storage fails over | install the NFS client; a failover takes up to 90 seconds |
| CreateContainerConfigError | a Secret or one of its keys is missing | [SECRETS.md](SECRETS.md) |
| ImagePullBackOff | the tag does not exist, or the pull Secret is missing | look the image up under the prefix ${code(fleet.images().prefix())} |
| pods are refused, "violates PodSecurity" | the image runs as root or wants a writable root | build it to run as the user ${fleet.security().user()} |
| every worker exits at once with 0 | ${code("startBy")} is past: the run is over | start a new run |
| a worker waits and does nothing | a task in its ${code("after")} is not done | see the records of those tasks |
| a task runs twice in the logs | a lease was lost; the second attempt is a take-over | nothing: only one can commit, the other is refused as stale |
| a phase is degraded | a task of it is dead | read the reason in the task's record |
| Redis refuses agents (NOAUTH, WRONGPASS, NOPERM) | wrong user or password in ${code(redis.secret())}, or too narrow an ACL | correct the Secret, restart the pods |
| "not enough acknowledgements" | fewer than ${redis.acknowledgements()} replica<#if redis.acknowledgements() != 1>s</#if> of Redis in step | repair the replicas; leases wait until then |
| an Application is OutOfSync for ever | somebody changed an object by hand, or two tools own it | ${code("kubectl --namespace " + argo.namespace() + " describe application " + project + "-run")} |
| an Application says "not permitted in project" | the AppProject is older than the tree | apply ${code(tree + "/" + bootstrap)} again |
<#if fleet.monitoring().enabled()>
| no metrics in Prometheus | the operator selects another release | compare its ${code("serviceMonitorSelector")} with ${code("release: " + fleet.monitoring().release())} |
| no dashboards in Grafana | its sidecar does not look into the namespaces | set the sidecar's ${code("searchNamespace")} to ${code("ALL")} |
</#if>
| a namespace that was taken out of ${code(file)} stays | Argo CD asks before it prunes a namespace | confirm it there, or leave it |
| a volume that was taken out of ${code(file)} stays | volumes are never pruned | delete its claim by hand |

A worker that ends says why by its exit code:

| code | meaning | tried again | what to do |
|---|---|---|---|
<#list exitCodes as exit>
| ${exit.code()} | ${exit.meaning()} | <#if exit.code() == 0>it is done<#else>${exit.retry()?then("yes", "no")}</#if> | ${exit.remedy()} |
</#list>

## Clean up

Nothing has to be removed between runs. To remove the environment, take it from Argo CD first. Then delete what is rendered:
an Application that is deleted leaves its objects alone.

```sh
kubectl --namespace ${sh(argo.namespace())} delete application <#list apps?reverse as app>${sh(project + "-" + app)}<#sep> </#sep></#list>
kubectl --namespace ${sh(argo.namespace())} delete appproject ${sh(project)}
# From here on volumes and reports go with the namespaces:
<#list apps?reverse as app>
kubectl delete --ignore-not-found --recursive --filename ${sh(tree + "/" + app)}
</#list>
```
