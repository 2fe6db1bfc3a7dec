<#function placed nodes>
  <#return (nodes?size == 0)?then("any node", nodes?join(" or "))>
</#function>
<#macro redisNamespace>
subgraph space_of_redis["namespace ${fleet.redis().namespace()}"]
    redis[("Redis ${fleet.redis().service()}:${fleet.redis().port()}")]
<#if fleet.redis().master().isPresent()>
    sentinel["Sentinels :${fleet.redis().sentinelPort()}<br/>master ${fleet.redis().master().get()}"]
    sentinel -.-> redis
</#if>
end
</#macro>
flowchart LR
git[("Git<br/>${mermaid(fleet.argo().path())}/${fleet.environment()}")]
subgraph argocd["namespace ${fleet.argo().namespace()}"]
<#list apps as app>
    app_${id(app)}["Application<br/>${project}-${app}"]
</#list>
end
<#list apps as app>
git --> app_${id(app)}
</#list>
subgraph fleet["fleet ${fleet.environment()} on the cluster ${fleet.cluster().name()}"]
subgraph larrys["Larrys"]
<#list fleet.larrys() as larry>
subgraph ns_${id(larry.namespace())}["namespace ${larry.namespace()}: ${mermaid(larry.domain())}"]
    coordinator_${id(larry.name())}["coordinator<br/>${placed(larry.coordinator().nodes())}"]
    volume_${id(larry.name())}[("volume ${larry.volume().size()}")]
  <#if detail == "workers">
    <#list byNode[larry.name()] as where, there>
    subgraph on_${id(larry.name() + "/" + where)}["${where}"]
      <#list there as worker>
        w_${id(larry.name() + "/" + worker.name())}["${worker.name()}"]
      </#list>
    end
    </#list>
  <#else>
    workers_${id(larry.name())}["${larry.workers()?size} workers"]
  </#if>
end
</#list>
end
subgraph space_of_system["namespace ${fleet.system().namespace()}"]
    meta["meta-coordinator<br/>${placed(fleet.system().meta().nodes())}"]
    observer["observer<br/>${placed(fleet.system().observer().nodes())}"]
    records["run and task records<br/>(ConfigMaps)"]
    archive[("archive ${fleet.system().archive().size()}")]
    meta --> records
    meta --> archive
    observer -.-> records
    observer -.-> archive
end
<#if fleet.redis().own().isPresent()>
<@redisNamespace/>
</#if>
end
<#if !fleet.redis().own().isPresent()>
<@redisNamespace/>
</#if>
app_platform -->|namespaces, access, volumes| fleet
<#if apps?seq_contains("observability")>
app_observability -->|monitors, rules, dashboards| fleet
</#if>
app_run -->|coordinators, worker Jobs| fleet
larrys -->|leases, tokens, events| redis
larrys -->|fence and commit| records
meta --> redis
observer -.-> redis
<#if fleet.llm().isPresent()>
llm["LLM endpoint"]
larrys -->|tokens| llm
</#if>
<#if fleet.monitoring().enabled()>
prometheus["Prometheus in<br/>${fleet.monitoring().namespace()}"]
prometheus -.->|metrics :${metricsPort}| fleet
</#if>
