"""What one task's coordination costs, beside plain Redis, Redisson and BullMQ. Called by ci/bench."""

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time

import first_lease
import measure
import render

WORKERS = 16
FLOOR, LARRY, WAIT, RECORD = "SET NX + DEL (floor)", "larry", "larry, WAIT 1", "larry, with record"
RLOCK, FENCED, BULLMQ = "Redisson RLock", "Redisson RFencedLock", "BullMQ"
SYSTEMS = {FLOOR: "floor", LARRY: "larry", WAIT: "larry", RECORD: "larry+record", RLOCK: "rlock", FENCED: "rfencedlock"}
TASKS = {0: 80_000, 5: 8_000, 50: 960}
WITH_RECORD = {0: 960, 5: 960, 50: 320}
WARM_UP, WITH_RECORD_WARM_UP = 20_000, 320
LEASES = 5


class Redis:
    """A fresh server that keeps nothing, and a replica of it where writes are to be acknowledged."""

    def __init__(self, work, replica):
        self.port, self.servers = free_port(), []
        self.start(work, self.port)
        if replica:
            self.start(work, free_port(), "--replicaof", "127.0.0.1", str(self.port))
            self.until(lambda: "state=online" in self.ask("info", "replication"))

    def start(self, work, port, *more):
        command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", work, *more]
        self.servers.append(subprocess.Popen(command, stdout=subprocess.DEVNULL))
        self.until(lambda: ask(port, "ping") == "PONG")

    def ask(self, *command):
        return ask(self.port, *command)

    @staticmethod
    def until(condition):
        end = time.monotonic() + 20
        while not condition():
            if time.monotonic() > end:
                raise measure.Failed("redis-server does not answer")
            time.sleep(0.05)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for server in self.servers:
            server.kill()
            server.wait()


def ask(port, *command):
    return subprocess.run(["redis-cli", "-p", str(port), *command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout.strip()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Bench:
    def __init__(self, java, class_path, node):
        self.java, self.class_path, self.node = java, class_path, node

    def once(self, system, millis):
        with tempfile.TemporaryDirectory() as work, Redis(work, system is WAIT) as redis:
            tasks = (WITH_RECORD if system is RECORD else TASKS)[millis]
            warm_up = WITH_RECORD_WARM_UP if system is RECORD else WARM_UP
            numbers = [str(each) for each in (redis.port, WORKERS, tasks, millis, warm_up)]
            if system is BULLMQ:
                command = ["node", os.path.join(self.node, "bullmq.mjs"), *numbers]
            else:
                replicas = "1" if system is WAIT else "0"
                command = [self.java, "-cp", self.class_path, "Contend", SYSTEMS[system], *numbers, replicas, work]
            ran = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=300)
            if ran.returncode != 0:
                raise measure.Failed(f"{system}: {ran.stderr.strip()[-1500:]}")
            figures = json.loads(ran.stdout.strip().splitlines()[-1])
            return figures | {"rate": tasks / figures["seconds"]}


def median(runs, key):
    return statistics.median(run[key] for run in runs)


def ratio(mine, theirs):
    """The median of the ratios within a round."""
    return statistics.median(a["rate"] / b["rate"] for a, b in zip(mine, theirs))


def table(results):
    yield "| work per task | system | tasks per s | p50 ms | p99 ms | p99.9 ms | scripts per task | commands per task | larry's rate ÷ its |"
    yield "|--:|---|--:|--:|--:|--:|--:|--:|--:|"
    for millis, systems in results.items():
        for system, runs in systems.items():
            against = "" if system in (LARRY, WAIT, RECORD) else f"{ratio(systems[LARRY], runs):.2f}"
            yield (
                f"| {millis} ms | {system} | {median(runs, 'rate'):,.0f} "
                + "".join(f"| {median(runs, key) / 1000:.2f} " for key in ("p50", "p99", "p999"))
                + f"| {median(runs, 'scripts'):.1f} | {median(runs, 'calls'):.1f} | {against} |"
            )


def beyond(mine, theirs):
    """How many times as long theirs takes beyond the work, by the median task: the median of that within a round."""
    return statistics.median(b["p50"] / a["p50"] for a, b in zip(mine, theirs))


def first_leases(leases):
    yield "| a worker's agent, as its image starts it | median | longest |"
    yield "|---|--:|--:|"
    for what, key, form in (("seconds to its first lease", "seconds", ".2f"), ("peak resident set, MiB", "memory", ".1f")):
        yield f"| {what} | {median(leases, key):{form}} | {max(lease[key] for lease in leases):{form}} |"


def aims(results, leases):
    """Each aim with what was measured; nothing here is written by hand."""
    yield "| aim, without the task record | measured | |"
    yield "|---|--:|---|"
    for against, least in ((FENCED, 3), (BULLMQ, 3), (FLOOR, 0.7)):
        for millis, systems in results.items():
            if millis:
                # The work alone bounds the rate, whoever coordinates; what is left to compare is what comes beyond it.
                got = beyond(systems[LARRY], systems[against])
                what = f"{against} takes at least {least} times larry's time beyond the work, tasks of {millis} ms"
            else:
                got = ratio(systems[LARRY], systems[against])
                what = f"at least {least} times the rate of {against}, tasks of {millis} ms"
            yield f"| {what} | {got:.2f} | {verdict(got >= least)} |"
    seconds, memory = (max(lease[key] for lease in leases) for key in ("seconds", "memory"))
    yield f"| the first lease within 1 s of the process's start, longest of {len(leases)} | {seconds:.2f} s | {verdict(seconds <= 1)} |"
    yield f"| below 96 MiB resident, most of {len(leases)} | {memory:.1f} MiB | {verdict(memory < 96)} |"


def verdict(met):
    return "met" if met else "**missed**"


def main():
    parser = argparse.ArgumentParser(prog="ci/bench agent")
    parser.add_argument("root", help=argparse.SUPPRESS)
    parser.add_argument("class_path", help=argparse.SUPPRESS)
    parser.add_argument("node", help=argparse.SUPPRESS)
    parser.add_argument("--millis", default="0,5,50")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    java = os.path.join(os.environ["JAVA_HOME"], "bin/java")
    bench = Bench(java, options.class_path, options.node)
    order = [*SYSTEMS, BULLMQ]
    results = {int(millis): {system: [] for system in order} for millis in options.millis.split(",")}
    leases = []
    try:
        for number in range(options.rounds):
            with tempfile.TemporaryDirectory() as work, Redis(work, False) as redis:
                # One before them, not counted, brings the runtime into memory.
                leases += [first_lease.once(options.root, bench, redis) for _ in range(LEASES + (number == 0))][number == 0 :]
            for millis, systems in results.items():
                first = number % len(order)
                for system in order[first:] + order[:first]:
                    systems[system].append(bench.once(system, millis))
            print(f"ci/bench: round {number + 1} of {options.rounds}", file=sys.stderr, flush=True)
    except (measure.Failed, subprocess.TimeoutExpired) as problem:
        print(f"ci/bench: {problem}", file=sys.stderr)
        sys.exit(3)
    lines = [
        f"Measured on {render.machine()}; {render.version('redis-server', '--version').split(' sha')[0]}, "
        f"Java {render.version(java, '--version')}, Node.js {render.version('node', '--version')}; {WORKERS} workers; "
        f"medians of {options.rounds} rounds; load average {os.getloadavg()[2]:.1f} over the last quarter of an hour.",
        "",
        *table(results),
        "",
        *first_leases(leases),
        "",
        *aims(results, leases),
    ]
    print("\n".join(lines))
    if options.record:
        render.record(options.root, lines, "agent figures")


if __name__ == "__main__":
    main()
