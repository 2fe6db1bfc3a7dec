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
<#list secret.keys() as key>
| ${secret.namespace()} | ${code(secret.name())} | ${code(key.name())} | ${key.reader()} | ${key.purpose()} |
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

<#if fleet.redis().own().isPresent()>
## Users of Redis

Each role logs in as a user of its own; what it may do is rendered, and reviewed, in the ConfigMap ${code(fleet.redis().namespace() + "/" + fleet.redis().service())}
under `redis.acl` and `sentinel.acl`. The Secret ${code(fleet.redis().secret() + "-server")} holds nothing but their passwords: letters, digits, `.`, `_`, `~` and `-`,
so that no configuration file has to quote them. The password of a role is the same in the Secret that its pods mount.

- Agents may touch keys and channels of Larry only, and no administrative command; the observer cannot write.
- Replicas follow the master as `replication`; Sentinels watch and promote as `sentinel`; the kubelet's probes ask as `probe`.
- The default user is off. After a password has changed, restart the pods of Redis one by one.
</#if>

## Changing a value

Create the Secret again with ${code("--dry-run=client --output=yaml")} piped to ${code("kubectl apply --filename=-")}. Pods read it when they start: between two runs, restart
the coordinators, the meta-coordinator and the observer.
