<#assign f = report.figures()>
<#macro criteria list>
<table><thead><tr><th>success criterion</th><th>verdict</th><th>evidence</th></tr></thead><tbody>
<#list list as one>
<tr><td>${one.text()}</td><td class="${(one.verdict() == "MET")?then("good", "bad")}">${lower(one.verdict())}</td><td><#list one.evidence() as e><#if e.task()??>${e.task()}: </#if>${e.evidence()}<#sep><br></#sep></#list></td></tr>
</#list>
</tbody></table>
</#macro>
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Run ${report.run()} of ${report.environment()}</title>
<style>
:root { color-scheme: light dark; --ink: #1c2024; --paper: #fff; --soft: #6b7280; --line: #d8dce2; --good: #1a7f37; --bad: #b42318; --plan: #9aa4b2; --mark: #7c3aed; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --paper: #14171a; --soft: #9aa4b2; --line: #30363d; --good: #3fb950; --bad: #ff7b72; --plan: #6b7280; --mark: #b392f0; } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2.2rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; } .good { color: var(--good); } .bad { color: var(--bad); } .soft { color: var(--soft); }
code { font: .85em ui-monospace, monospace; overflow-wrap: anywhere; }
svg.timeline { width: 100%; height: auto; }
svg .grid { stroke: var(--line); } svg text { font: 11px system-ui, sans-serif; fill: var(--ink); } svg .tick { fill: var(--soft); text-anchor: middle; }
svg .larry { font-weight: 600; } svg .planned { fill: none; stroke: var(--plan); stroke-dasharray: 3 2; }
svg .done { fill: var(--good); } svg .dead { fill: var(--bad); } svg .barrier { stroke: var(--mark); stroke-width: 2; }
</style>
</head>
<body>
<main>
<h1>Run ${report.run()} of ${report.environment()}</h1>
<p><#if report.clean()><strong class="good">Clean</strong>: every phase complete, every task done, no event missing.<#else><strong class="bad">Not clean</strong>: see the next steps.</#if></p>
<div class="scroll"><table><tbody>
<tr><th scope="row">started</th><td>${started}</td></tr>
<tr><th scope="row">took</th><td>${took} of a window of ${span(report.window())}</td></tr>
<tr><th scope="row">barrier</th><td>${barrier}</td></tr>
<tr><th scope="row">tasks</th><td>${f.tasks()}: ${f.done()} done, ${f.dead()} dead</td></tr>
<tr><th scope="row">attempts</th><td>${f.starts()}, of which ${f.failures()} failed or were dropped</td></tr>
<tr><th scope="row">leases lost</th><td>${f.leasesLost()}</td></tr>
<tr><th scope="row">duplicates refused</th><td>${f.conflicts()}</td></tr>
<tr><th scope="row">times that Redis may have lost writes</th><td>${f.epochs()}</td></tr>
<tr><th scope="row">events</th><td>${f.events()}, ${f.missing()} missing</td></tr>
</tbody></table></div>

<h2>Next steps</h2>
<#list next>
<ul>
<#items as step><li>${step}</li>
</#items>
</ul>
<#else>
<p>Nothing: every task is done and every criterion evidenced.</p>
</#list>

<h2>Timeline</h2>
<p class="soft">Outlined: as planned. Filled: as measured. The upright line: the barrier opened.</p>
<div class="scroll">${chart?no_esc}</div>
<div class="scroll"><table><thead><tr><th>Larry</th><th>domain</th><th>phase</th><th>began</th><th>ended</th><th>took</th><th>window</th></tr></thead><tbody>
<#list times as time>
<tr><td>${time.phase().larry()}</td><td>${time.phase().domain()}</td><td>${lower(time.phase().stage())}${time.phase().late()?then(", late", "")}</td><td>${time.began()}</td><td>${time.ended()}</td><td>${time.took()}</td><td>${time.window()}</td></tr>
</#list>
</tbody></table></div>

<#list report.phases() as phase>
<h2>${phase.larry()}: ${phase.domain()}</h2>
<div class="scroll"><table><thead><tr><th>task</th><th>worker</th><th>state</th><th>planned at, for</th><th>began at, took</th><th class="n">attempts</th><th class="n">tokens used</th><th>log of</th><th>said</th></tr></thead><tbody>
<#list rows[phase.larry()] as row><#assign t = row.task()>
<tr><td>${t.task()}</td><td>${t.worker()}<#if t.master()>, a master</#if></td><td class="${(t.state() == "DONE")?then("good", "bad")}">${lower(t.state())}</td><td>T+${row.plannedStart()}, ${row.expected()}</td><td><#if row.begun() == "never">never<#else>T+${row.begun()}<#if row.took() != "">, ${row.took()}</#if></#if></td><td class="n">${t.attempts()}</td><td class="n"><#if t.used()??>${t.used()} of ${t.tokens()}<#else>not measured</#if></td><td><#if t.by()??><code>${t.by()}</code></#if></td><td><#if t.summary()??>${t.summary()}<#elseif t.reason()??>${t.reason()}</#if><#if t.resultPath()??> (result: <code>${t.resultPath()}</code>)</#if></td></tr>
</#list>
</tbody></table></div>
<#if phase.success()?size != 0><div class="scroll"><@criteria list=phase.success()/></div></#if>
</#list>

<#if report.success()?size != 0>
<h2>The run's criteria</h2>
<div class="scroll"><@criteria list=report.success()/></div>
</#if>

<h2>Findings</h2>
<#list report.findings()>
<div class="scroll"><table><thead><tr><th>severity</th><th>Larry</th><th>task</th><th>finding</th></tr></thead><tbody>
<#items as one><tr><td>${one.severity()}</td><td>${one.larry()}</td><td>${one.task()}</td><td>${one.title()}</td></tr>
</#items></tbody></table></div>
<#else>
<p>No task reported one.</p>
</#list>

<h2>Inventory and measures</h2>
<#list report.measures()>
<div class="scroll"><table><thead><tr><th>Larry</th><th>task</th><th>what</th><th class="n">value</th></tr></thead><tbody>
<#items as one><tr><td>${one.larry()}</td><td>${one.task()}</td><td>${one.name()}</td><td class="n">${one.value()}<#if one.unit()??> ${one.unit()}</#if></td></tr>
</#items></tbody></table></div>
<#else>
<p>No task reported one.</p>
</#list>

<h2>Budget</h2>
<#list accounts>
<div class="scroll"><table><thead><tr><th>account</th><th class="n">cap</th><th class="n">spent</th><th class="n">share</th><th class="n">still reserved</th></tr></thead><tbody>
<#items as account><tr><td style="padding-left: ${account.depth() + 1}rem">${account.node()}</td><td class="n">${account.cap()}</td><td class="n">${account.spent()}</td><td class="n">${account.share()}</td><td class="n">${account.reserved()}</td></tr>
</#items></tbody></table></div>
<#else>
<p>The ledger was not there to be read.</p>
</#list>
<#list report.grants()>
<div class="scroll"><table><thead><tr><th>granted at</th><th class="n">tokens</th><th>from</th><th>to</th><th>reason</th></tr></thead><tbody>
<#items as grant><tr><td>${grant.at()}</td><td class="n">${grant.tokens()}</td><td>${grant.from()}</td><td>${grant.to()}</td><td>${grant.reason()}</td></tr>
</#items></tbody></table></div>
<#else>
<p>No grant was made beyond what each had.</p>
</#list>

<h2>Efficiency</h2>
<div class="scroll"><table><thead><tr><th>Larry</th><th class="n">workers</th><th class="n">time in tasks</th><th class="n">of the workers' time</th><th class="n">attempts without a commit</th><th class="n">tokens per task done</th></tr></thead><tbody>
<#list efficiency as one>
<tr><td>${one.larry()}</td><td class="n">${one.workers()}</td><td class="n">${one.working()}</td><td class="n">${(one.share())!"not known"}</td><td class="n">${one.wasted()}</td><td class="n">${(one.tokensPerTask())!"not measured"}</td></tr>
</#list>
</tbody></table></div>

<h2>What the data say of the promises</h2>
<div class="scroll"><table><thead><tr><th>promise</th><th>verdict</th><th>evidence</th></tr></thead><tbody>
<#list verdicts as one>
<tr><td>${one.promise()}</td><td class="${one.held()?then("good", "bad")}">${one.held()?then("held", "broken")}</td><td>${one.evidence()}</td></tr>
</#list>
</tbody></table></div>

<h2>Lessons</h2>
<#list lessons>
<ul>
<#items as lesson><li>${lesson}</li>
</#items>
</ul>
<#else>
<p>None: nothing was slow, retried or over its budget.</p>
</#list>

<h2>Audit trail</h2>
<#list trail>
<div class="scroll"><table><thead><tr><th>at</th><th>event</th><th>where</th><th>by</th><th>data</th></tr></thead><tbody>
<#items as one><tr><td>${one.at()}</td><td>${one.type()}</td><td>${one.where()}</td><td>${one.producer()}</td><td><code>${one.data()}</code></td></tr>
</#items></tbody></table></div>
<#else>
<p>No event was there to be read.</p>
</#list>
<p class="soft">Written ${written}.</p>
</main>
</body>
</html>
