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

Redis takes its users from an ACL file. One line per user, and the default user off, so that nobody comes in without a
name. It has this form:

```
user default off
user <agents> on ><password> resetchannels &larry:coordination &larry:alerts ~{larry:* +@read +@write +@scripting +@transaction +@pubsub +@connection -@dangerous +wait +info +role
user <replica> on ><password> +psync +replconf +ping
user <sentinel> on ><password> allchannels +multi +slaveof +ping +exec +subscribe +config|rewrite +role +publish +info +client|setname +client|kill +script|kill
```

- The agents may touch keys and channels of Larry only, and no administrative command.
- Replicas follow the master as the second user. Sentinels watch and promote as the third.
- ${code("#<sha256 in hexadecimal>")} in place of ${code("><password>")} keeps the password itself out of the file.
</#if>

## Changing a value

Create the Secret again with ${code("--dry-run=client --output=yaml")} piped to ${code("kubectl apply --filename=-")}. Pods read it when they start: between two runs, restart
the coordinators, the meta-coordinator and the observer.
