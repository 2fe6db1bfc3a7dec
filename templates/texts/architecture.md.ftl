# Architecture of the fleet ${fleet.environment()}

Rendered from ${code("environments/" + fleet.environment() + ".yaml")}; do not edit.

<#if architecture != "">
```mermaid
${markdown(architecture)}
```
<#else>
The fleet is too large for one diagram. [PLAN.md](PLAN.md) lists its ${fleet.larrys()?size} Larrys with their nodes and pods.
</#if>

Solid arrows write, dotted arrows read.

1. A merged pull request changes ${code(fleet.argo().path() + "/" + fleet.environment())} on ${code(fleet.argo().revision())}. Argo CD syncs it with <#list apps as app>${code(project + "-" + app)}<#sep>, </#sep></#list>.
2. Each coordinator starts its Larry's phase. The workers are Jobs of the last sync wave.
3. A worker takes the lease of its task in Redis, then raises the fence in the task's record. Only then its program starts.
4. Its result goes into the record. Whoever holds an older fence is refused there, whatever Redis remembers.
5. Phases arrive at the barrier. The meta-coordinator writes the report to the archive.
6. The observer shows all of it and writes nothing.

| node | address | role | pods that run there and nowhere else |
|---|---|---|---|
<#list totals.nodes() as load>
| ${load.node().name()} | ${load.node().address()} | ${lower(load.node().role())} | <#list load.pods() as pod>${pod.namespace()}/${pod.name()}<#sep>, </#sep><#else>none</#list> |
</#list>
