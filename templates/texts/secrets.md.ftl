# Secrets of the fleet ${fleet.environment()}

Rendered from ${code("environments/" + fleet.environment() + ".yaml")}; do not edit. These Secrets must exist before pods can start. Their values are
never rendered and never committed.

<#if fleet.secrets().external().isPresent()>
<#assign external = fleet.secrets().external().get()>
Each is made by the External Secrets Operator from the ${name(external.kind())} ${code(external.store())}: put the value of every key below at
${code(external.path() + "/<namespace>/<secret>")} there. It is read again every ${span(external.refresh())}. The commands further down are for a cluster
without the operator.

</#if>
<#if secrets?has_content>
| namespace | Secret | key | who reads it | what for |
|---|---|---|---|---|
<#list secrets as secret>
<#list secret.needs() as need>
| ${secret.namespace()} | ${code(secret.name())} | ${code(need.key())} | ${need.reader()} | ${need.purpose()} |
</#list>
</#list>

## How to create them

Replace what stands in angle brackets. The namespaces must exist: the Application ${code(project + "-platform")} makes them. Files keep values out
of your shell's history; delete them afterwards.

```sh
<#list secrets as secret>
<#if secret.type() == "docker-registry">
kubectl create secret docker-registry ${sh(secret.name())} --namespace ${sh(secret.namespace())} \
  --docker-server='<registry>' --docker-username='<user>' --docker-password="$(cat '<file>')"
<#elseif secret.type() == "tls">
kubectl create secret tls ${sh(secret.name())} --namespace ${sh(secret.namespace())} \
  --cert='<file with the certificate>' --key='<file with its key>'
<#else>
kubectl create secret generic ${sh(secret.name())} --namespace ${sh(secret.namespace())}<#list secret.keyNames() as key> \
  --from-file=${sh(key)}='<file with ${line(key)}>'</#list>
</#if>
</#list>
```

A file must hold the value only, without a line end: ${code("printf %s '<value>' > file")}.

## How to see that they are there

```sh
<#list secrets as secret>
kubectl get secret ${sh(secret.name())} --namespace ${sh(secret.namespace())}
</#list>
```
<#else>
This environment needs none.
</#if>

## Users of Redis

<#if fleet.redis().own().isPresent()>
The Redis of this environment has one user per role and no default user. Its ACL file is rendered, with a name in place of
each password's hash: the pods put the hash of the password from their Secret there when they start.

```
user default reset off
<#list redisUsers as user>
user ${user.wire()} reset on #<${user.wire()}> ${line(user.rules())}
</#list>
```

Give each user a password of its own. ${code("openssl rand -hex 32")} makes one that every file takes.
<#else>
Redis is not rendered here: whoever runs it makes the user. It needs no more than this line of an ACL file:

```
user <username> reset on #<SHA-256 of the password> ${line(redisUsers[0].rules())}
```
</#if>

## Changing a value

Create the Secret again with ${code("--dry-run=client --output=yaml")} piped to ${code("kubectl apply --filename=-")}. Pods read it when they start: between two runs, restart
the coordinators, the meta-coordinator and the observer.
