"""What others lose under faults that the agent is built for, counted outside Redis. Called by ci/bench."""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

import agent
import measure
import render

TASKS, TTL, WORK = 60, 1_500, 300
SETNX, FENCED, BULLMQ = "SET NX + DEL", "Redisson RFencedLock", "BullMQ"
SYSTEMS = {SETNX: "setnx", FENCED: "fenced", BULLMQ: "bullmq"}
FAULTS = ("F1", "F2", "F5")
PATIENCE = 60


class Redis:
    """One server, or a master with its replica and a Sentinel."""

    def __init__(self, work, failover):
        self.work, self.processes = work, []
        self.port, self.sentinel = agent.free_port(), 0
        self.master = self.start(self.port)
        if not failover:
            return
        agent.ask(self.port, "acl", "setuser", "follower", "on", ">secret", "+psync", "+replconf", "+ping")
        self.replica = agent.free_port()
        self.start(
            self.replica, "--replicaof", "127.0.0.1", str(self.port), "--masteruser", "follower", "--masterauth", "secret"
        )
        agent.Redis.until(lambda: "state=online" in agent.ask(self.port, "info", "replication"))
        self.sentinel = agent.free_port()
        file = os.path.join(work, "sentinel.conf")
        with open(file, "w", encoding="utf-8") as out:
            out.write(
                f"sentinel monitor mymaster 127.0.0.1 {self.port} 1\n"
                "sentinel down-after-milliseconds mymaster 1000\nsentinel failover-timeout mymaster 4000\n"
            )
        command = ["redis-sentinel", file, "--port", str(self.sentinel), "--bind", "127.0.0.1", "--dir", work]
        self.processes.append(subprocess.Popen(command, stdout=subprocess.DEVNULL))
        agent.Redis.until(lambda: "slaves=1" in agent.ask(self.sentinel, "info", "sentinel"))

    def start(self, port, *more):
        command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", self.work]
        process = subprocess.Popen([*command, "--repl-diskless-sync-delay", "0", *more], stdout=subprocess.DEVNULL)
        self.processes.append(process)
        agent.Redis.until(lambda: agent.ask(port, "ping") == "PONG")
        return process

    def cut(self):
        """From now on the replica gets nothing."""
        agent.ask(self.port, "acl", "setuser", "follower", "off")
        agent.ask(self.port, "client", "kill", "type", "replica")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in self.processes:
            process.kill()
            process.wait()


class Run:
    def __init__(self, bench, system, work, redis):
        self.bench, self.system, self.work, self.redis, self.processes = bench, system, work, redis, []
        self.told = os.path.join(work, "told.txt")
        if system is BULLMQ:
            subprocess.run(self.command("fill", "filler", 0), check=True, timeout=60)

    def command(self, what, name, slots):
        where = [str(self.redis.port), str(self.redis.sentinel), self.work, name]
        numbers = [str(each) for each in (slots, TASKS, TTL, WORK)]
        if self.system is BULLMQ:
            return ["node", os.path.join(self.bench.node, "rival.mjs"), what, *where, *numbers]
        options = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", self.bench.class_path]
        return [self.bench.java, *options, "Rival", SYSTEMS[self.system], *where, *numbers]

    def start(self, name, slots):
        process = subprocess.Popen(self.command("work", name, slots), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.processes.append(process)
        return process

    def lines(self, word, name=""):
        try:
            with open(self.told, encoding="utf-8") as file:
                rows = [line.split() for line in file if line.endswith("\n")]
        except FileNotFoundError:
            return []
        return [row for row in rows if row[0] == word and row[4].startswith(name)]

    def until(self, what, condition):
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end:
                raise measure.Failed(f"{self.system}: not within {PATIENCE} s: {what}")
            time.sleep(0.02)

    def open(self, name):
        """Tasks that a process has begun and not ended."""
        return len(self.lines("started", name)) - len(self.lines("committed", name)) - len(self.lines("refused", name))

    def committed(self):
        return {row[1] for row in self.lines("committed")}

    def end(self):
        """Until all that live have ended, or nothing more is done for long."""
        end = time.monotonic() + PATIENCE
        for process in self.processes:
            try:
                process.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        commits = [row[1] for row in self.lines("committed")]
        drawn = sum(int(row[3]) for row in self.lines("started"))
        return {
            "starts": len(self.lines("started")) - TASKS,
            "duplicates": len(commits) - len(set(commits)),
            "lost": TASKS - len(set(commits)),
            "overspent": max(0, drawn - TASKS * 100),
        }

    def close(self):
        for process in self.processes:
            if process.poll() is None:
                process.kill()
                process.wait()


def once(bench, system, fault):
    with tempfile.TemporaryDirectory() as work, Redis(work, fault == "F5") as redis:
        run = Run(bench, system, work, redis)
        try:
            if fault == "F5":
                run.start("hands", 6)
                run.until("a quarter is done", lambda: len(run.committed()) >= TASKS // 4)
                redis.cut()
                run.until("half is done", lambda: len(run.committed()) >= TASKS // 2)
                redis.master.kill()
            else:
                doomed = run.start("doomed", 3)
                run.until("it has begun three tasks", lambda: len(run.lines("started", "doomed")) >= 3)
                run.start("others", 3)
                time.sleep(random.uniform(0.2, 0.6))
                run.until("it is in the midst of three tasks", lambda: run.open("doomed") == 3)
                if fault == "F1":
                    doomed.kill()
                else:
                    doomed.send_signal(signal.SIGSTOP)
                    time.sleep(TTL * 2 / 1000)
                    # Longest for whoever has no fence: the others have done all there is.
                    run.until("the others have done all", lambda: len(run.committed()) == TASKS)
                    doomed.send_signal(signal.SIGCONT)
            return run.end()
        finally:
            run.close()


def main():
    parser = argparse.ArgumentParser(prog="ci/bench faults")
    parser.add_argument("root", help=argparse.SUPPRESS)
    parser.add_argument("class_path", help=argparse.SUPPRESS)
    parser.add_argument("node", help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    java = os.path.join(os.environ["JAVA_HOME"], "bin/java")
    bench = agent.Bench(java, options.class_path, options.node)
    sums = {(fault, system): [] for fault in FAULTS for system in SYSTEMS}
    try:
        for number in range(options.rounds):
            for fault, system in sums:
                sums[fault, system].append(once(bench, system, fault))
            print(f"ci/bench: round {number + 1} of {options.rounds}", file=sys.stderr, flush=True)
    except (measure.Failed, subprocess.SubprocessError) as problem:
        print(f"ci/bench: {problem}", file=sys.stderr)
        sys.exit(3)
    lines = [
        "| fault | system | repeats | tasks | duplicate starts | duplicate commits | lost | overspent tokens |",
        "|---|---|--:|--:|--:|--:|--:|--:|",
    ]
    for (fault, system), runs in sums.items():
        total = {key: sum(run[key] for run in runs) for key in runs[0]}
        lines.append(
            f"| {fault} | {system} | {len(runs)} | {len(runs) * TASKS} | {max(0, total['starts'])} "
            f"| {total['duplicates']} | {total['lost']} | {total['overspent']} |"
        )
    print("\n".join(lines))
    print(json.dumps({f"{fault} {system}": runs for (fault, system), runs in sums.items()}), file=sys.stderr)
    if options.record:
        render.record(options.root, lines, "fault figures", "docs/reliability.md")


if __name__ == "__main__":
    main()
