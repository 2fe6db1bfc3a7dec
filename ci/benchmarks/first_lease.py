"""How long a worker's agent takes from its start to its first lease, and what it holds resident. Called by agent.py."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time

import measure

PATIENCE = 30
AT = "/opt/larry"


class Subscription:
    """Hears of the first event of a run: that its task's lease is held."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self.socket.sendall(b"SUBSCRIBE larry:coordination\r\n")
        self.until(b"subscribe")

    def until(self, word):
        heard = b""
        while word not in heard:
            some = self.socket.recv(4096)
            if not some:
                raise measure.Failed("redis-server ended a subscription")
            heard += some

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()


def runtime(root, work):
    """The image's runtime where the build unpacked it: what its launcher starts, at that place."""
    at = os.path.join(root, "target/image/root") + AT
    with open(os.path.join(at, "lib/larry-agent.args"), encoding="utf-8") as file:
        text = file.read()
    arguments = os.path.join(work, "larry-agent.args")
    with open(arguments, "w", encoding="utf-8") as file:
        file.write(text.replace(AT + "/", at + "/").replace(f"={AT}\n", f"={at}\n"))
    return [os.path.join(at, "bin/java"), "@" + arguments, os.path.join(at, "bin/larry-agent")]


def once(root, bench, redis):
    """Seconds from the start of a process to the event of its lease, and its peak resident set in MiB."""
    with tempfile.TemporaryDirectory() as work:
        command = [bench.java, "-cp", bench.class_path, "FirstLease", str(redis.port), work, "first"]
        ran = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=PATIENCE)
        if ran.returncode != 0:
            raise measure.Failed(f"first lease: {ran.stderr.strip()[-1500:]}")
        settings = ["--settings", os.path.join(work, "first.json"), "--work", os.path.join(work, "work"), "--port", "0"]
        command = [*runtime(root, work), "worker", *settings]
        log = os.path.join(work, "log.txt")
        with open(log, "wb") as output, Subscription(redis.port) as events:
            actions = [(os.POSIX_SPAWN_DUP2, output.fileno(), 1), (os.POSIX_SPAWN_DUP2, output.fileno(), 2)]
            start = time.perf_counter()
            pid = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
            try:
                events.until(b"message")
                seconds = time.perf_counter() - start
            except (TimeoutError, measure.Failed):
                os.kill(pid, signal.SIGKILL)
            finally:
                _, status, usage = os.wait4(pid, 0)
        if os.waitstatus_to_exitcode(status) != 0:
            with open(log, encoding="utf-8", errors="replace") as output:
                raise measure.Failed(f"no first lease: {output.read().strip()[-1500:]}")
        unit = 1 if sys.platform == "darwin" else 1024
        redis.ask("flushall")
        return {"seconds": seconds, "memory": usage.ru_maxrss * unit / 2**20}
