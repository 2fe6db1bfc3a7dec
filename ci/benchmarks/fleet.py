"""Writes an environment file of N Larrys in the shape of environments/prod.yaml.

Each Larry has a coordinator, two masters, four workers (one waits for another, two read the API, two reach an address
outside) and a node for its workers; three coordinators share a server. What all have in common stands in `defaults`.
"""

import itertools
import re

WORKERS = """\
      - name: scan
        does: looks at what runs in the namespaces of team {n}
        tokens: 8k
        timeout: 15m
        expected: 10m
        nodes: {node}
        task: {{ id: scan-{n}, parameters: {{ command: [/app/worker, scan-{n}] }} }}
        access:
          - groups: ["", apps]
            resources: [pods, deployments, statefulsets]
            verbs: [get, list, watch]
            namespaces: [team-{n}, team-{n}-data]
            reason: to list the images that run there
      - name: audit
        does: audits dependencies, licences and the supply chain of team {n}
        tokens: 10k
        timeout: 20m
        expected: 15m
        nodes: {node}
        image: security-worker:1.0.0
        task: {{ id: audit-{n}, parameters: {{ command: [/app/worker, audit-{n}] }} }}
        egress:
          - cidrs: [198.51.100.0/24]
            ports: [443]
            reason: to read repositories and open pull requests
      - name: remedy
        does: opens pull requests for what the scan of team {n} found
        tokens: 10k
        timeout: 25m
        expected: 15m
        after: [scan-{n}]
        nodes: {node}
        image: security-worker:1.0.0
        environment: {{ SEVERITY_THRESHOLD: "7.0", TEAM: "{n}" }}
        task: {{ id: remedy-{n}, parameters: {{ command: [/app/worker, remedy-{n}] }} }}
        egress:
          - cidrs: [198.51.100.0/24]
            ports: [443]
            reason: to read repositories and open pull requests
      - name: catalog
        does: lists deployments, owners and service dependencies of team {n}
        tokens: 8k
        timeout: 15m
        expected: 10m
        nodes: {node}
        task: {{ id: catalog-{n}, parameters: {{ command: [/app/worker, catalog-{n}] }} }}
        access:
          - groups: [""]
            resources: [services, configmaps]
            verbs: [get, list, watch]
            namespaces: team-{n}
            reason: to find the dependencies
"""

LARRY = """\
  - name: larry-{n}
    domain: team {n}
    colour: {colour}
    tokens: 111k
    window: 30m
    volume: {{ size: 10Gi }}
    coordinator: {{ nodes: {server} }}
    masters:
      - {{ name: lead-{n}, tokens: 30k, pool: 15k, does: leads what the workers of team {n} do }}
      - {{ name: review-{n}, tokens: 20k, pool: 10k, does: reviews what they did }}
    success:
      - every namespace of team {n} scanned
      - audit trail
    workers:
"""

COLOURS = ("purple", "red", "green")
SERVER_HOLDS = 3


def name(larrys):
    return f"bench-{larrys}"


def environment(larrys):
    """The text of environments/bench-<larrys>.yaml."""
    servers = -(-larrys // SERVER_HOLDS)
    out = [
        f"""\
# A fleet to measure with: {larrys} Larrys of four workers each.
extends: base.yaml
environment: {name(larrys)}

cluster:
  name: bench
  kubernetes: "1.36"
  apiServer:
    cidrs: [10.0.0.1/32, 10.0.0.2/32, 10.0.0.3/32]
    port: 6443
  nodes:
"""
    ]
    for i in range(servers):
        out.append(node(f"server-{i + 1:04}", i, "server"))
    for i in range(larrys):
        out.append(node(f"worker-{i + 1:04}", servers + i, "agent"))
    nodes = f"[server-0001{', server-0002' if servers > 1 else ''}]"
    out.append(
        f"""
defaults:
  node:
    capacity: {{ cpu: 8, memory: 32Gi }}
    reserved: {{ cpu: 1, memory: 4Gi }}
  coordinator:
    resources:
      requests: {{ cpu: 2, memory: 4Gi }}
      limits: {{ cpu: 4, memory: 8Gi }}

redis:
  namespace: redis-ha
  service: redis-ha
  master: mymaster
  podLabels: {{ app: redis-ha }}

storage:
  storageClass: longhorn
  accessMode: ReadWriteMany
  binding: Immediate

llm:
  url: https://llm.example.com/v1
  cidrs: [203.0.113.0/24]
  secret: larry-llm

budget:
  total: {111 * larrys + 75}k

declared:
  requests: {{ cpu: {6 * larrys}, memory: {12 * larrys}Gi }}
  limits: {{ cpu: {12 * larrys}, memory: {24 * larrys}Gi }}

run:
  id: r2026-01-05a
  startBy: 2026-01-05T08:00:00Z

system:
  meta:
    nodes: {nodes}
  observer:
    nodes: {nodes}

larrys:
"""
    )
    for i in range(larrys):
        facts = {
            "n": f"{i + 1:04}",
            "colour": COLOURS[i % len(COLOURS)],
            "server": f"server-{i // SERVER_HOLDS + 1:04}",
            "node": f"worker-{i + 1:04}",
        }
        out.append(LARRY.format(**facts))
        out.append(WORKERS.format(**facts))
    return "".join(out)


def floating(larrys, nodes):
    """The same without pins: any pod on any node, workers of thirteen sizes, nodes 92 % full."""
    head, tail = environment(larrys).split("\ndefaults:")
    head = head[: head.index("  nodes:\n")] + "  nodes:\n"
    head += "".join(node(f"node-{i + 1:04}", i, "agent") for i in range(nodes))
    tail = re.sub(r"^ *nodes: .*\n", "", tail, flags=re.M)
    tail = re.sub(r"^declared:\n(  .*\n)+", "", tail, flags=re.M)
    tail = tail.replace("system:\n  meta:\n  observer:\n", "")
    tail = re.sub(r"coordinator: \{ nodes: .* \}", "coordinator: {}", tail)
    room = f"capacity: {{ cpu: {1 + 13 * larrys // (2 * nodes)}, memory: {4 + 18 * larrys // nodes}Gi }}"
    tail = tail.replace("capacity: { cpu: 8, memory: 32Gi }", room)
    number = itertools.count()
    tail = re.sub(r"^        timeout: .*\n", lambda found: found[0] + resources(next(number)), tail, flags=re.M)
    return f"{head}\ndefaults:{tail}"


def resources(number):
    """One of thirteen sizes around 1 CPU and 2Gi."""
    step = number * 5 % 13 - 6
    return (
        "        resources:\n"
        f"          requests: {{ cpu: {1000 + 50 * step}m, memory: {2048 + 64 * step}Mi }}\n"
        "          limits: { cpu: 2, memory: 4Gi }\n"
    )


def node(node_name, number, role):
    return f"    - {{ name: {node_name}, address: 10.1.{number // 250}.{number % 250 + 1}, role: {role} }}\n"
