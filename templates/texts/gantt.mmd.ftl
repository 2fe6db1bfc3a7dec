<#-- No blank before a colon: a worker called "title" must not read as Mermaid's word. -->
gantt
    title ${fleet.environment()}: expected timeline, hours and minutes from the start of the run
    dateFormat YYYY-MM-DD HH:mm:ss
    axisFormat %H:%M
<#list schedule.phases() as phase>
    section ${phase.larry()}
  <#if detail == "workers">
    <#list phase.steps() as step>
    ${step.place().worker()}:${step.critical()?then("crit, ", "")}${clock(step.start())}, ${seconds(step.expected())}s
    </#list>
  <#else>
    expected:2000-01-01 00:00:00, ${seconds(phase.expectedEnd())}s
  </#if>
    window ends:milestone, ${clock(phase.window())}, 0s
</#list>
    section fleet
    barrier at the latest:milestone, ${clock(schedule.barrier())}, 0s
    convergence:${clock(schedule.barrier())}, ${seconds(schedule.convergence())}s
    run window ends:milestone, ${clock(schedule.window())}, 0s
