"""What it costs to watch 200 Larrys with 10 workers each, and how late it is seen. Called by ci/bench."""

import argparse
import fcntl
import json
import os
import pty
import re
import signal
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time
import urllib.request

import agent
import measure
import render

CPU, MEMORY, DELAY = 10, 150, 2
COLUMNS, ROWS = 200, 60
SETTLE, SCRAPES = 15, 15
# What a container with the limit of the rendered observer's has: the JVM takes a quarter of it for its heap.
CONTAINER = "-XX:MaxRAM=512m"
# Commands that no script calls, or only when a lease is asked for.
OBSERVERS = ("xrange", "hgetall", "pttl")


class Processes:
    """Everything that was started; all of it ends with this."""

    def __init__(self):
        self.started = []

    def start(self, command, **how):
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, **how)
        self.started.append(process)
        return process

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in reversed(self.started):
            process.kill()
            process.wait()


class Play:
    """The fleet at work; what it said last, and when."""

    def __init__(self, processes, command, log):
        self.marks, self.told, self.ready = [], (0, 0, 0), threading.Event()
        self.log = open(log, "wb")
        self.process = processes.start(command, stdout=subprocess.PIPE, stderr=self.log, text=True)
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            words = line.split()
            if words[0] == "ready":
                self.ready.set()
            elif words[0] == "mark":
                # Both clocks are the kernel's monotonic one.
                self.marks.append((words[1], int(words[2]) / 1e9))
            elif words[0] == "told":
                self.told = tuple(int(word) for word in words[1:])


class Seen:
    """When each word was seen first after it was seen last."""

    def __init__(self):
        self.times, self.bytes, self.failed = [], 0, None

    def look(self, data):
        at = time.monotonic()
        self.bytes += len(data)
        for word in set(re.findall(rb"([A-Z])\1{11}", data)):
            self.times.append((word.decode() * 12, at))

    def delays(self, marks):
        """Seconds from each word to the first time that it is seen after; those that never are, are too late."""
        for word, at in marks:
            seen = [when for said, when in self.times if said == word and at <= when < at + 20]
            yield min(seen) - at if seen else 20.0


def page(port, seen):
    """A page's connection, as a browser has it."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"GET /stream HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n")
        rest = b""
        while data := connection.recv(1 << 16):
            # A word may lie across two readings.
            seen.look(rest[-11:] + data)
            seen.bytes -= len(rest[-11:])
            rest = data


def terminal(processes, command, seen):
    """The command on a terminal of its own."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    environment = os.environ | {"TERM": "xterm-256color"}

    def begin():
        os.setsid()
        fcntl.ioctl(slave, termios.TIOCSCTTY, 0)

    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, preexec_fn=begin, env=environment)
    processes.started.append(process)
    os.close(slave)

    def read():
        try:
            while data := os.read(master, 1 << 16):
                seen.look(data)
        except OSError:
            pass

    threading.Thread(target=read, daemon=True).start()
    return process


def cpu(pid):
    """Seconds of user and system time of a process."""
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak(pid):
    """MiB that were resident at most."""
    with open(f"/proc/{pid}/status", encoding="utf-8") as file:
        return int(re.search(r"VmHWM:\s+(\d+) kB", file.read())[1]) / 1024


def calls(port):
    """How often each command was called so far."""
    return {
        found[1]: int(found[2])
        for found in re.finditer(r"cmdstat_([a-z]+):calls=(\d+)", agent.ask(port, "info", "commandstats"))
    }


def get(url):
    with urllib.request.urlopen(url, timeout=20) as answer:
        return answer.read()


def observer(processes, runtime, work, log):
    """The agent as the image has it, from where it lies now."""
    with open(os.path.join(runtime, "lib/larry-agent.args"), encoding="utf-8") as file:
        arguments = file.read().replace("/opt/larry/", runtime + "/").replace("=/opt/larry\n", f"={runtime}\n").split("\n")
    command = [os.path.join(runtime, "bin/java"), CONTAINER, *filter(None, arguments)]
    # The kernel names the launcher before what was typed.
    command += [os.path.join(runtime, "bin/larry-agent"), "observer", "--settings", os.path.join(work, "config/settings.json"), "--work", os.path.join(work, "work")]
    command += ["--port", "0", "--page", "0"]
    with open(log, "wb") as out:
        process = processes.start(command, stdout=out, stderr=subprocess.STDOUT)

    def ports():
        if process.poll() is not None:
            raise measure.Failed(f"the observer ended: {text(log)}")
        said = text(log)
        return [re.search(what, said) for what in (r"livez and readyz on port (\d+)", r"/state on page port (\d+)")]

    until("the observer serves", lambda: all(ports()), 60)
    return process, *(int(found[1]) for found in ports())


def text(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def until(what, condition, seconds):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise measure.Failed(f"not within {seconds} s: {what}")
        time.sleep(0.1)


def run(options, class_path, work, processes):
    port = agent.free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "yes"]
    processes.start([*command, "--dir", work], stdout=subprocess.DEVNULL)
    until("redis-server answers", lambda: agent.ask(port, "ping") == "PONG", 20)

    java = os.path.join(os.environ["JAVA_HOME"], "bin/java")
    numbers = [str(options.larrys), str(options.workers)]
    command = [java, "-XX:+UseSerialGC", "-Xmx512m", "-cp", class_path, "PlayFleet", str(port), work, *numbers]
    play = Play(processes, command, os.path.join(work, "play.log"))
    if not play.ready.wait(180):
        raise measure.Failed(f"the fleet does not begin: {text(os.path.join(work, 'play.log'))[-1500:]}")
    print("ci/bench: the fleet is at work", file=sys.stderr, flush=True)

    runtime = os.path.join(options.root, "target/image/root/opt/larry")
    watched, metrics, served = observer(processes, runtime, work, os.path.join(work, "observer.log"))
    on_page, on_terminal = Seen(), Seen()
    threading.Thread(target=page, args=(served, on_page), daemon=True).start()
    url = f"http://127.0.0.1:{served}/"
    larry = os.path.join(options.root, "target/larry")
    watch = terminal(processes, [larry, "watch", "local", "--url", url, "--root", options.root], on_terminal)
    until("the terminal shows a word", lambda: on_terminal.times, 60)
    time.sleep(SETTLE)

    whole = len(get(url + "state"))
    before = {pid: cpu(pid) for pid in (watched.pid, watch.pid)}
    asked, streamed, told, begun = calls(port), on_page.bytes, play.told, time.monotonic()
    while (left := begun + options.seconds - time.monotonic()) > 0:
        time.sleep(min(SCRAPES, left))
        get(f"http://127.0.0.1:{metrics}/metrics")
    seconds = time.monotonic() - begun
    used = {pid: 100 * (cpu(pid) - then) / seconds for pid, then in before.items()}
    asked = {name: (count - asked.get(name, 0)) / seconds for name, count in calls(port).items()}
    marks = [(word, at) for word, at in play.marks if begun <= at <= begun + seconds - 3]
    time.sleep(3)
    return {
        "seconds": seconds,
        "cpu": {"observer": used[watched.pid], "watch": used[watch.pid]},
        "memory": {"observer": peak(watched.pid), "watch": peak(watch.pid)},
        "delay": {"page": list(on_page.delays(marks)), "terminal": list(on_terminal.delays(marks))},
        "asked": {name: asked.get(name, 0) for name in OBSERVERS},
        "all": sum(asked.values()),
        "told": [(now - then) / seconds for now, then in zip(play.told, told)],
        "whole": whole,
        "streamed": (on_page.bytes - streamed) / (seconds + 3),
    }


def table(figures):
    """What was measured, each with its aim; nothing here is written by hand."""
    yield "| aim | measured | |"
    yield "|---|--:|---|"
    for who, name in (("observer", "the observer, with one page, one terminal and Prometheus"), ("watch", "`larry watch`")):
        yield row(f"{name}: below {CPU} % of one core", f"{figures['cpu'][who]:.1f} %", figures["cpu"][who] < CPU)
    for who, name in (("observer", "the observer"), ("watch", "`larry watch`")):
        yield row(f"{name}: below {MEMORY} MiB resident at its peak", f"{figures['memory'][who]:.0f} MiB", figures["memory"][who] < MEMORY)
    for where, delays in figures["delay"].items():
        measured = f"{max(delays):.2f} s at most, {statistics.median(delays):.2f} s in the middle, of {len(delays)}"
        yield row(f"from an event in Redis to the {where}: within {DELAY} s", measured, max(delays) <= DELAY)
    yield ""
    events, renewals, reservations = figures["told"]
    yield (
        f"Each second the fleet says {events:.0f} events, renews {renewals:.0f} leases and reserves and settles tokens {reservations:.0f} "
        f"times, and the observer asks Redis for "
        + ", ".join(f"{count:,.0f} {name.upper()}" for name, count in figures["asked"].items())
        + f" in round trips of up to 500. The state is {figures['whole'] / 1000:,.0f} kB as a whole, and "
        f"{figures['streamed'] / 1000:,.0f} kB a second as what is new of it."
    )


def row(aim, measured, met):
    return f"| {aim} | {measured} | {'met' if met else '**missed**'} |"


def main():
    parser = argparse.ArgumentParser(prog="ci/bench watch")
    parser.add_argument("root", help=argparse.SUPPRESS)
    parser.add_argument("class_path", help=argparse.SUPPRESS)
    parser.add_argument("--larrys", type=int, default=200)
    parser.add_argument("--workers", type=int, default=10)
    parser.add_argument("--seconds", type=int, default=90)
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with tempfile.TemporaryDirectory() as work, Processes() as processes:
            figures = run(options, options.class_path, work, processes)
    except (measure.Failed, OSError) as problem:
        print(f"ci/bench: {problem}", file=sys.stderr)
        sys.exit(3)
    lines = [
        f"Measured on {render.machine()}; {render.version('redis-server', '--version').split(' sha')[0]}; {options.larrys} Larrys with "
        f"{options.workers} workers each, over {figures['seconds']:.0f} s; load average {os.getloadavg()[0]:.1f} over the last minute.",
        "",
        *table(figures),
    ]
    print("\n".join(lines))
    print(json.dumps(figures), file=sys.stderr)
    if options.record:
        render.record(options.root, lines, "figures of watching")


if __name__ == "__main__":
    main()
