<#assign f = report.figures()>
# Run ${report.run()} of ${report.environment()}

<#if report.clean()>
**Clean**: every phase complete, every task done, no event missing.
<#else>
**Not clean**: see the next steps.
</#if>

| what | measured |
|---|---|
| started | ${started} |
| took | ${took} of a window of ${span(report.window())} |
| barrier | ${barrier} |
| tasks | ${f.tasks()}: ${f.done()} done, ${f.dead()} dead |
| attempts | ${f.starts()}, of which ${f.failures()} failed or were dropped |
| leases lost | ${f.leasesLost()} |
| duplicates refused | ${f.conflicts()} |
| times that Redis may have lost writes | ${f.epochs()} |
| events | ${f.events()}, ${f.missing()} missing |

## Next steps

<#list next as step>
- ${step}
<#else>
Nothing: every task is done and every criterion evidenced.
</#list>

## Timeline

| Larry | domain | phase | began | ended | took | window |
|---|---|---|---|---|---|---|
<#list times as time>
| ${time.phase().larry()} | ${time.phase().domain()} | ${lower(time.phase().stage())}<#if time.phase().late()>, late</#if> | ${time.began()} | ${time.ended()} | ${time.took()} | ${time.window()} |
</#list>

<#list report.phases() as phase>
## ${phase.larry()}: ${phase.domain()}

| task | worker | state | planned at, for | began at, took | attempts | tokens used | log of |
|---|---|---|---|---|---|---|---|
<#list rows[phase.larry()] as row><#assign t = row.task()>
| ${t.task()} | ${t.worker()}<#if t.master()>, a master</#if> | ${lower(t.state())} | T+${row.plannedStart()}, ${row.expected()} | <#if row.begun() == "never">never<#else>T+${row.begun()}<#if row.took() != "">, ${row.took()}</#if></#if> | ${t.attempts()} | <#if t.used()??>${t.used()} of ${t.tokens()}<#else>not measured</#if> | <#if t.by()??>${code(t.by())}</#if> |
</#list>

<#list rows[phase.larry()] as row><#assign t = row.task()>
<#if t.summary()?? || t.reason()?? || t.resultPath()??>
- ${t.task()}: <#if t.summary()??>${t.summary()}<#elseif t.reason()??>${t.reason()}</#if><#if t.resultPath()??> (result: ${code(t.resultPath())})</#if>
</#if>
</#list>

<#if phase.success()?size != 0>
| success criterion | verdict | evidence |
|---|---|---|
<#list phase.success() as one>
| ${one.text()} | ${lower(one.verdict())} | <#list one.evidence() as e><#if e.task()??>${e.task()}: </#if>${e.evidence()}<#sep>; </#sep></#list> |
</#list>

</#if>
</#list>
<#if report.success()?size != 0>
## The run's criteria

| success criterion | verdict | evidence |
|---|---|---|
<#list report.success() as one>
| ${one.text()} | ${lower(one.verdict())} | <#list one.evidence() as e><#if e.task()??>${e.task()}: </#if>${e.evidence()}<#sep>; </#sep></#list> |
</#list>

</#if>
## Findings

<#list report.findings()>
| severity | Larry | task | finding |
|---|---|---|---|
<#items as one>
| ${one.severity()} | ${one.larry()} | ${one.task()} | ${one.title()} |
</#items>
<#else>
No task reported one.
</#list>

## Inventory and measures

<#list report.measures()>
| Larry | task | what | value |
|---|---|---|---|
<#items as one>
| ${one.larry()} | ${one.task()} | ${one.name()} | ${one.value()}<#if one.unit()??> ${one.unit()}</#if> |
</#items>
<#else>
No task reported one.
</#list>

## Budget

<#list accounts>
| account | cap | spent | share | still reserved |
|---|--:|--:|--:|--:|
<#items as account>
| ${account.node()} | ${account.cap()} | ${account.spent()} | ${account.share()} | ${account.reserved()} |
</#items>
<#else>
The ledger was not there to be read.
</#list>

<#list report.grants()>
| granted at | tokens | from | to | reason |
|---|--:|---|---|---|
<#items as grant>
| ${grant.at()} | ${grant.tokens()} | ${grant.from()} | ${grant.to()} | ${grant.reason()} |
</#items>
<#else>
No grant was made beyond what each had.
</#list>

## Efficiency

| Larry | workers | time in tasks | of the workers' time | attempts without a commit | tokens per task done |
|---|--:|--:|--:|--:|--:|
<#list efficiency as one>
| ${one.larry()} | ${one.workers()} | ${one.working()} | ${(one.share())!"not known"} | ${one.wasted()} | ${(one.tokensPerTask())!"not measured"} |
</#list>

## What the data say of the promises

| promise | verdict | evidence |
|---|---|---|
<#list verdicts as one>
| ${one.promise()} | <#if one.held()>held<#else>**broken**</#if> | ${one.evidence()} |
</#list>

## Lessons

<#list lessons as lesson>
- ${lesson}
<#else>
None: nothing was slow, retried or over its budget.
</#list>

## Audit trail

<#list trail>
| at | event | where | by | data |
|---|---|---|---|---|
<#items as one>
| ${one.at()} | ${one.type()} | ${one.where()} | ${one.producer()} | <#if one.data() != "">${code(one.data())}</#if> |
</#items>
<#else>
No event was there to be read.
</#list>

Written ${written}.
