<#assign run = fleet.run() budget = fleet.budget() system = fleet.system() redis = fleet.redis()>
<#macro resources of>${of.requests().cpu()} CPU, ${of.requests().memory()}</#macro>
<#macro limits of>${of.limits().cpu()} CPU, ${of.limits().memory()}</#macro>
<#function places nodes>
  <#return (nodes?size == 0)?then("any node", nodes?join(" or "))>
</#function>
<#function chain places>
  <#local names = []>
  <#list places as place><#local names += [place.toString()]></#list>
  <#return names?join(" → ")>
</#function>
# Plan of the fleet ${fleet.environment()}

Rendered from ${code("environments/" + fleet.environment() + ".yaml")}; do not edit. Change the environment file and run
${code("larry render " + fleet.environment())}. How to carry it out: [QUICKSTART.md](QUICKSTART.md). What must exist first:
[SECRETS.md](SECRETS.md). How it hangs together: [architecture.md](architecture.md).

| what | value |
|---|---|
| cluster | ${fleet.cluster().name()}, Kubernetes ${fleet.cluster().kubernetes()}, ${fleet.cluster().nodes()?size} nodes |
| run | ${code(run.id())}, to be started by ${code(run.startBy())} |
| window | ${span(run.window())}, of which ${span(run.convergence())} for convergence |
| Larrys | ${fleet.larrys()?size}, with ${fleet.workers()?size} workers |
| tokens | ${totals.tokens().sum()} |
| requests of all Larrys | <@resources of=totals.fleet()/> |
| limits of all Larrys | <@limits of=totals.fleet()/> |

## Strategy

${paragraphs(fleet.plan().strategy())}

All Larrys start together. Each leads one phase in a namespace of its own and does its tasks with one Job per worker.
A task is done once: a worker needs the lease of the task to begin, and only the holder of the latest lease can commit.
The phases meet at a barrier. Then the meta-coordinator converges their reports into one.
A task is tried ${run.attempts()} times at most. A lease lasts ${span(run.leaseTtl())} unless renewed.

## Layout

### Nodes

| node | address | role | capacity | reserved for the system | for pods | taints |
|---|---|---|---|---|---|---|
<#list fleet.cluster().nodes() as node>
| ${node.name()} | ${node.address()} | ${lower(node.role())} | ${node.capacity().cpu()} CPU, ${node.capacity().memory()} | ${node.reserved().cpu()} CPU, ${node.reserved().memory()} | ${node.allocatable().cpu()} CPU, ${node.allocatable().memory()} | <#list node.taints() as taint>${code(taint.key() + (taint.value() == "")?then("", "=" + taint.value()) + ":" + name(taint.effect()))}<#sep>, </#sep><#else>none</#list> |
</#list>

### Namespaces

| namespace | what runs there | volume |
|---|---|---|
<#list fleet.larrys() as larry>
| ${larry.namespace()} | ${larry.name()}: coordinator and ${larry.workers()?size} workers | ${larry.volume().size()}, ${name(fleet.storage().accessMode())} |
</#list>
| ${system.namespace()} | meta-coordinator, observer, task records | ${system.archive().size()} for the archive of reports |
<#if redis.own().isPresent()>
| ${redis.namespace()} | Redis with Sentinels, rendered with this environment | 3 × ${redis.own().get().size()} |
<#else>
| ${redis.namespace()} | Redis, there already | not ours |
</#if>

Volumes are of the class ${code(fleet.storage().storageClass())} and take ${totals.volumes()} together.

### Pods on nodes

What the pods request, against what the node has for pods. A pod that may run on several nodes is listed below.

| node | pods | CPU | memory |
|---|---|---|---|
<#list nodes as view>
<#assign load = view.load()>
| ${load.node().name()} | <#list load.pods() as pod>${pod.namespace()}/${pod.name()}<#sep>, </#sep><#else>none</#list> | ${view.cpuTerms()} of ${load.node().allocatable().cpu()} (${percent(load.cpuPercent())}) | ${view.memoryTerms()} of ${load.node().allocatable().memory()} (${percent(load.memoryPercent())}) |
</#list>

<#if totals.floating()?has_content>
| pod | may run on | requests |
|---|---|---|
<#list totals.floating() as pod>
| ${pod.namespace()}/${pod.name()} | ${places(pod.nodes())} | <@resources of=pod.resources()/> |
</#list>
</#if>

## Phases

| Larry | domain | colour | window | coordinator on | workers | tokens |
|---|---|---|---|---|---|---|
<#list fleet.larrys() as larry>
| ${larry.name()} | ${larry.domain()} | ${lower(larry.colour())} | T+0 to ${at(larry.window())} | ${places(larry.coordinator().nodes())} | ${larry.workers()?size} | ${larry.tokens()} |
</#list>

<#list fleet.larrys() as larry>
### ${larry.name()}: ${larry.domain()}

<#if larry.masters()?has_content>
| master | tokens | pool for its workers | what it does |
|---|---|---|---|
<#list larry.masters() as master>
| ${master.name()} | ${master.tokens()} | ${master.pool()} | <#if master.does() == "">not said<#else>${master.does()}</#if><#if master.task().isPresent()>; runs task ${code(master.task().get().id())}</#if> |
</#list>
<#else>
It has no master agents.
</#if>

<#if larry.success()?has_content>
The phase has succeeded when:

<#list larry.success() as criterion>
- ${criterion}
</#list>
<#else>
No criteria of success are given for this phase; it is complete when its tasks are done.
</#if>

</#list>
## Workers and their responsibilities

Every worker may resolve names and reach Redis. At the API server it may read and update the record of its own task, and
read those of the run and of the tasks it waits for. What is listed is what it may do beyond that. Nothing else is open to it.

<#list fleet.larrys() as larry>
### ${larry.name()}

| worker | task | tokens | expected | timeout | node | after |
|---|---|---|---|---|---|---|
<#list larry.workers() as worker>
| ${worker.name()} | ${code(worker.task().id())} | ${worker.tokens()} | ${span(worker.expected())} | ${span(worker.timeout())} | ${places(worker.nodes())} | <#list worker.after() as task>${code(task)}<#sep>, </#sep><#else>nothing</#list> |
</#list>

<#list workers[larry.name()] as view>
<#assign worker = view.worker()>
#### ${worker.name()}: ${worker.task().id()}

<#if worker.does() != "">
${worker.does()}

</#if>
- Runs: ${code(view.command())} in the image ${code(fleet.images().full(worker.image()))}
<#if worker.task().kind() != "command">
- Kind of task: ${code(worker.task().kind())}
</#if>
- Resources: requests <@resources of=worker.resources()/>; limits <@limits of=worker.resources()/>
- Record of its task: ConfigMap ${code(system.namespace() + "/" + view.record())}
<#list worker.access() as access>
- May ${access.verbs()?join(", ")} ${access.resources()?join(", ")}<#list access.groups()?filter(g -> g != "")>, API group <#items as group>${code(group)}<#sep>, </#sep></#items></#list><#list access.names()>, only <#items as one>${code(one)}<#sep>, </#sep></#items></#list>, in <#list access.namespaces() as namespace>${namespace}<#sep>, </#sep><#else>the whole cluster</#list>: ${access.reason()}
</#list>
<#if worker.tokens().value() gt 0 && fleet.llm().isPresent()>
- May reach the LLM endpoint ${code(fleet.llm().get().url())}: it has ${worker.tokens()} tokens
</#if>
<#list worker.egress() as egress>
- May reach <#if egress.pods().isPresent()>pods of ${egress.pods().get().namespace()}<#list egress.pods().get().podLabels()> labelled <#items as key, value>${code(key + "=" + value)}<#sep>, </#sep></#items></#list><#else>${egress.cidrs()?join(", ")}</#if> on port<#if egress.ports()?size gt 1>s</#if> <#list egress.ports() as port>${port}<#sep>, </#sep></#list>: ${egress.reason()}
</#list>
<#list worker.secrets() as secret>
- Reads the Secret ${code(secret.secret())}, key ${code(secret.key())}, as ${code(secret.variable())}
</#list>
<#list worker.environment()>
- Environment: <#items as variable, value>${code(variable + "=" + value)}<#sep>, </#sep></#items>
</#list>

</#list>
</#list>
## Timeline

Times count from the start of the run and hold if every task takes as long as expected. Slack is how much later a task
may end before it delays a phase. A task without slack is critical.

<#if gantt != "">
```mermaid
${markdown(gantt)}
```
<#else>
The fleet is too large for one chart. The tables below say the same.
</#if>

| what | at |
|---|---|
<#list schedule.phases() as phase>
| ${phase.larry()} expected to end | ${at(phase.expectedEnd())}, window ${at(phase.window())} |
</#list>
| barrier expected | ${at(schedule.expectedBarrier())} |
| barrier at the latest | ${at(schedule.barrier())} |
| end of convergence at the latest | ${at(schedule.end())} |
| end of the run's window | ${at(schedule.window())} |

<#list schedule.phases() as phase>
### Timeline of ${phase.larry()}

| worker | task | starts | ends | slack | critical |
|---|---|---|---|---|---|
<#list phase.steps() as step>
| ${step.place().worker()} | ${code(step.place().task())} | ${at(step.start())} | ${at(step.finish())} | ${span(step.slack())} | <#if step.critical()>**yes**<#else>no</#if> |
</#list>

<#if phase.critical().places()?has_content>
- Critical path: ${chain(phase.critical().places())}, ${span(phase.expectedEnd())} of a window of ${span(phase.window())}<#if phase.margin().isNegative()>: **it does not fit, ${span(phase.margin().negated())} are missing**<#else>, ${span(phase.margin())} to spare</#if>
- If every task took its whole timeout: ${chain(phase.stretched().places())}, ${span(phase.stretched().length())}<#if phase.overrun().isPositive()>, ${span(phase.overrun())} beyond the window. The agent caps each timeout by what is left of the window, so the phase ends with it, degraded<#else>, still within the window</#if>
<#else>
It has no workers; its phase ends at once.
</#if>

</#list>

## Budgets

### Tokens

| Larry | masters (own + pool) | workers | sum | declared |
|---|---|---|---|---|
<#list fleet.larrys() as larry>
<#assign sum = totals.tokens().larrys()[larry?index]>
| ${larry.name()} | <#list larry.masters() as master>(${master.tokens()} + ${master.pool()})<#sep> + </#sep><#else>0</#list> | ${sum.workers()} | ${sum.sum()} | ${sum.declared()}<#if !sum.agrees()> **differs**</#if> |
</#list>
| all Larrys | ${tokenSums.masters()} + ${tokenSums.pools()} | ${tokenSums.workers()} | ${totals.tokens().larrySum()} | |
| meta-coordinator | | | ${totals.tokens().meta()} | ${budget.meta()} |
| emergency reserve | | | ${totals.tokens().reserve()} | ${budget.reserve()} |
| **total** | | | **${totals.tokens().sum()}** | ${totals.tokens().declared()}<#if !totals.tokens().agrees()> **differs**</#if> |

<#list fleet.larrys() as larry>
<#assign sum = totals.tokens().larrys()[larry?index]>
- ${larry.name()} ${sum.sum()} = <#list larry.masters() as master>(${master.tokens()} + ${master.pool()}) + </#list>workers ${sum.workers()}
</#list>
- total ${totals.tokens().sum()} = <#list totals.tokens().larrys() as larry>${larry.sum()} + </#list>meta-coordinator ${totals.tokens().meta()} + reserve ${totals.tokens().reserve()}

A worker spends its own tokens first, then what a master grants from its pool, then what a coordinator grants from the
reserve. Each grant from the reserve has a reason, is made once, and never passes ${budget.reserve()} in all.

### CPU and memory

| Larry | pods | requests | limits |
|---|---|---|---|
<#list totals.larrys() as larry>
| ${larry.larry()} | ${larry.pods()} | <@resources of=larry.sum()/> | <@limits of=larry.sum()/> |
</#list>
| **all Larrys** | ${fleet.larrys()?size + fleet.workers()?size} | **<@resources of=totals.fleet()/>** | **<@limits of=totals.fleet()/>** |
<#if fleet.declared().isPresent()>
| declared | | <@resources of=fleet.declared().get()/> | <@limits of=fleet.declared().get()/> |
</#if>
| on top: meta-coordinator | 1 | <@resources of=system.meta().resources()/> | <@limits of=system.meta().resources()/> |
| on top: observer | 1 | <@resources of=system.observer().resources()/> | <@limits of=system.observer().resources()/> |
<#if redis.own().isPresent()>
| on top: each of the 3 Redis pods | 3 | <@resources of=redis.own().get().resources().plus(redis.own().get().sentinelResources())/> | <@limits of=redis.own().get().resources().plus(redis.own().get().sentinelResources())/> |
</#if>
| **everything** | ${pods} | **<@resources of=totals.all()/>** | **<@limits of=totals.all()/>** |

## Risks and mitigation

<#if fleet.plan().risks()?has_content>
| risk | what could go wrong | what is done about it |
|---|---|---|
<#list fleet.plan().risks() as risk>
| ${risk.name()} | ${risk.risk()} | ${risk.mitigation()} |
</#list>
</#if>

<#if risks?has_content>
These follow from the figures of this environment:

| risk | what could go wrong | what is done about it |
|---|---|---|
<#list risks as risk>
| ${risk.name()} | ${risk.risk()} | ${risk.mitigation()} |
</#list>
</#if>

<#if !risks?has_content && !fleet.plan().risks()?has_content>
None are named, and none follow from the figures.
</#if>

## Monitoring

<#if fleet.monitoring().enabled()>
Prometheus in ${code(fleet.monitoring().namespace())} reads every agent's port ${metricsPort} each ${span(fleet.monitoring().interval())}. Monitors and rules carry
${code("release: " + fleet.monitoring().release())}. Grafana has one dashboard of the fleet and one per Larry:

<#list dashboards as title>
- ${title}
</#list>

| alert | severity | after | meaning |
|---|---|---|---|
<#list alerts as alert>
| ${code(alert.name())} | ${alert.severity()} | ${alert.after()} | ${alert.meaning()} |
</#list>

What to do about each is in ${code(runbooks)} of the repository.
<#else>
No monitors, rules or dashboards are rendered. Every agent serves its metrics on port ${metricsPort} all the same.
</#if>

Where to look:

| question | where |
|---|---|
| how far is the run? | the observer's page: <#if system.ingress().isPresent()>${code(system.ingress().get().tlsSecret().isPresent()?then("https", "http") + "://" + system.ingress().get().host())}<#else>port ${pagePort} of ${code(system.namespace() + "/observer")}</#if> |
| what happened last? | the stream ${code(keys.events())} in Redis, and the same page |
| who holds a task, and was it done? | the ConfigMap of its record in ${code(system.namespace())} |
| why did a worker fail? | its Job's pod: log and exit code, see [QUICKSTART.md](QUICKSTART.md) |

| metric | type | labels | meaning |
|---|---|---|---|
<#list metrics as metric>
| ${code(metric.query())} | ${lower(metric.type())} | ${metric.labels()?join(", ", "none")} | ${metric.help()} |
</#list>

Events that are also announced on the channel ${code(alertChannel)}:

| event | meaning |
|---|---|
<#list alertEvents as event>
| ${code(event.wire())} | ${event.meaning()} |
</#list>

## Success

<#assign judged = run.targets().texts()>
<#if judged?has_content>
The run's report judges from the run's own data:

<#list judged as criterion>
- ${criterion}
</#list>

</#if>
<#if run.success()?has_content>
The run has succeeded when a task evidences:

<#list run.success() as criterion>
- ${criterion}
</#list>

</#if>
<#if judged?has_content || run.success()?has_content>
Each phase has criteria of its own; they are listed with the phases.
<#else>
No criteria are given for the run as a whole; those of the phases are listed with them.
</#if>

## Clean-up and rollback

- **After a run** nothing has to be removed. Keys in Redis expire ${span(run.keep())} after it, task records as long after it. Reports stay in the archive.
- **The next run** is a commit that changes ${code("run.id")} and ${code("run.startBy")}; Argo CD prunes the old Jobs.
- **To stop a run**, revert that commit. Argo CD removes the Jobs; each worker gets SIGTERM, stops its program and gives its lease back. What is committed stays committed.
- **To roll back a change of the fleet**, revert its commit. A volume never shrinks and is never pruned.
- **What a task did to other systems** is undone by that task's own means. Larry undoes nothing that it did not do.
- **To remove the environment**, delete its Applications first, then what is rendered: an Application that is deleted leaves its objects alone. [QUICKSTART.md](QUICKSTART.md) has the commands. What Argo CD would have to remove by itself it asks about (namespaces) or keeps (volumes).

## Assumptions

<#if assumptions?has_content>
Nobody has confirmed these values. Each is marked ${code("# assumption")} in the environment file. Confirm or correct them before the first run.

| value of | is | note |
|---|---|---|
<#list assumptions as assumption>
| ${code(assumption.path())} | ${code(assumption.value())} | ${assumption.note()} |
</#list>
<#else>
The environment file marks no value as an assumption.
</#if>
