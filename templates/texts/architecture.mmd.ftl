flowchart LR
    git[("Git: ${mermaid(fleet.argo().path())}/${fleet.environment()}")]
    subgraph argocd["namespace ${fleet.argo().namespace()}"]
<#list apps as app>
        app_${id(app)}["Application ${project}-${app}"]
</#list>
    end
<#list apps as app>
    git --> app_${id(app)}
</#list>
    subgraph ns_${id(fleet.redis().namespace())}["namespace ${fleet.redis().namespace()}"]
        redis[("Redis ${fleet.redis().service()}:${fleet.redis().port()}")]
<#if fleet.redis().master().isPresent()>
        sentinel["Sentinels :${fleet.redis().sentinelPort()}, master ${fleet.redis().master().get()}"]
        sentinel -.-> redis
</#if>
    end
    subgraph ns_${id(fleet.system().namespace())}["namespace ${fleet.system().namespace()}"]
        meta["meta-coordinator<br/>${placed(fleet.system().meta().nodes())}"]
        observer["observer<br/>${placed(fleet.system().observer().nodes())}"]
        records["task records (ConfigMaps)"]
        archive[("archive ${fleet.system().archive().size()}")]
        meta --> records
        meta --> archive
        observer -.-> archive
    end
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
    app_run --> ns_${id(larry.namespace())}
    ns_${id(larry.namespace())} -->|leases, tokens, events| redis
    ns_${id(larry.namespace())} -->|fence and commit| records
</#list>
    app_run --> ns_${id(fleet.system().namespace())}
    meta --> redis
    observer -.->|reads| redis
<#if fleet.monitoring().enabled()>
    prometheus["Prometheus in ${fleet.monitoring().namespace()}"] -.->|metrics :${metricsPort}| ns_${id(fleet.system().namespace())}
  <#list fleet.larrys() as larry>
    prometheus -.-> ns_${id(larry.namespace())}
  </#list>
</#if>
<#if fleet.llm().isPresent()>
    llm["LLM endpoint"]
  <#list fleet.larrys() as larry>
    ns_${id(larry.namespace())} -->|tokens| llm
  </#list>
</#if>
<#function placed nodes>
  <#return (nodes?size == 0)?then("any node", nodes?join(" or "))>
</#function>
