"""Renders fleets with larry and puts the same objects through cdk8s and kustomize; prints what each costs.

Usage: render.py ROOT WORK KUSTOMIZE [--sizes LIST] [--rounds N] [--record]; ci/bench calls it.
"""

import argparse
import os
import platform
import re
import shlex
import shutil
import subprocess
import sys

import aims
import fleet
import measure

SIZES = "prod,3,30,100,300,400,1000"

# kustomize compares every resource with every other: 5,000 take minutes, so it runs once there and not at all beyond.
KUSTOMIZE_ROUNDS_UP_TO = 2_000
KUSTOMIZE_UP_TO = 6_000
# Beyond this, three rounds are enough: what disturbs a run of ten seconds is small beside it.
ALL_ROUNDS_UP_TO = 6_000
LONG_ROUNDS = 3

LARRY = "larry"
AGAIN = "larry, nothing changed"
FILES = "cdk8s, a file per object"
CHARTS = "cdk8s, a file per chart"
TYPED = "cdk8s synth, typed constructs"
KUSTOMIZE = "kustomize"
PEERS = (FILES, CHARTS, TYPED, KUSTOMIZE)


class Case:
    """One fleet: its directory, the commands that make its objects, and what they cost."""

    def __init__(self, root, work, kustomize, size):
        self.name = size if not size.isdigit() else fleet.name(int(size))
        self.larrys = int(size) if size.isdigit() else None
        self.work = os.path.join(work, self.name)
        self.tools = work
        environments = os.path.join(self.work, "environments")
        if self.larrys is None:
            shutil.copytree(os.path.join(root, "environments"), environments)
        else:
            os.makedirs(environments)
            shutil.copy(os.path.join(root, "environments/base.yaml"), environments)
            with open(os.path.join(environments, self.name + ".yaml"), "w", encoding="utf-8") as file:
                file.write(fleet.environment(self.larrys))
        node = shutil.which("node")
        larry = [os.path.join(root, "target/larry"), "render", "--root", self.work, "--out", self.at("larry"), self.name]
        cdk8s = [node, os.path.join(work, "cdk8s.mjs"), self.at("objects.json")]
        self.commands = {
            LARRY: larry,
            AGAIN: larry,
            FILES: cdk8s + [self.at("cdk8s-files"), "resource"],
            CHARTS: cdk8s + [self.at("cdk8s-charts"), "chart"],
            # Without a look for a newer cdk8s, which would measure the network.
            TYPED: [
                os.path.join(work, "node_modules/.bin/cdk8s"),
                "synth",
                "--check-upgrade=false",
                "--app",
                shlex.join([node, os.path.join(work, "typed.cjs"), self.at("objects.json")]),
                "--output",
                self.at("cdk8s-typed"),
            ],
            KUSTOMIZE: [kustomize, "build", self.at("kustomization"), "-o", self.at("kustomize")],
        }
        self.outputs = {
            LARRY: self.at("larry"),
            FILES: self.at("cdk8s-files"),
            CHARTS: self.at("cdk8s-charts"),
            TYPED: self.at("cdk8s-typed"),
            KUSTOMIZE: self.at("kustomize"),
        }
        self.costs = {tool: [] for tool in self.commands}
        self.objects = 0

    def at(self, name):
        return os.path.join(self.work, name)

    def node(self, script, *arguments):
        return subprocess.run(
            ["node", "--max-old-space-size=8192", os.path.join(self.tools, script), *arguments],
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout.strip()

    def once(self, tool):
        """One run into a directory that is empty, unless the tool is to find its own output there."""
        output = self.outputs.get(tool)
        if output is not None:
            shutil.rmtree(output, ignore_errors=True)
            if tool is KUSTOMIZE:
                os.makedirs(output)  # kustomize takes what is no directory for a file's name
        return measure.run(self.commands[tool], self.at("output.txt"))

    def prove_equal(self):
        """The warm-up: every tool once, and the proof that what they wrote is the same."""
        self.once(LARRY)
        tree = os.path.join(self.at("larry"), self.name)
        shutil.copytree(tree, self.at("kustomization"))
        self.objects = int(
            self.node("objects.mjs", tree, self.at("objects.json"), self.at("kustomization/kustomization.yaml"))
        )
        if self.objects > KUSTOMIZE_UP_TO:
            del self.costs[KUSTOMIZE]
            shutil.rmtree(self.at("kustomization"))
        for tool in list(self.costs):
            cost = self.once(tool)
            if tool is KUSTOMIZE and self.objects > KUSTOMIZE_ROUNDS_UP_TO:
                self.costs[tool].append(cost)
        outputs = [self.outputs[tool] for tool in self.costs if tool in self.outputs and tool is not LARRY]
        self.node("equal.mjs", tree, *outputs)

    def round(self, number):
        """Every tool once, each round beginning with another; the render that changes nothing follows its first."""
        turns = [tool for tool in self.costs if tool is not AGAIN]
        first = number % len(turns)
        for tool in turns[first:] + turns[:first]:
            if tool is KUSTOMIZE and self.objects > KUSTOMIZE_ROUNDS_UP_TO:
                continue
            self.costs[tool].append(self.once(tool))
            if tool is LARRY:
                self.costs[AGAIN].append(self.once(AGAIN))

    def ratio(self, tool):
        """What larry costs divided by what the tool costs: by rounds, unless the tool ran in none."""
        costs = self.costs.get(tool)
        if tool not in PEERS or not costs:
            return None
        ours = self.costs[LARRY]
        return measure.ratio(ours, costs if len(costs) == len(ours) else costs * len(ours))

    def peak(self):
        """The most memory that any run of larry took, in MiB."""
        return max(cost.memory for tool in (LARRY, AGAIN) for cost in self.costs[tool])

    def rows(self):
        for tool, costs in self.costs.items():
            cost = measure.median(costs)
            of = self.ratio(tool)
            ratio = " | " if of is None else f"{of.wall:.2f} | {of.cpu:.2f}"
            fleet_name = self.name if self.larrys is None else f"{self.larrys:,} Larrys"
            yield (
                f"| {fleet_name} | {self.objects:,} | {tool} | {cost.wall:.2f} | {cost.cpu:.2f} | {cost.memory:.0f} "
                f"| {ratio} |"
            )


def machine():
    model = ""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), "")
    except OSError:
        pass
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores ({model or platform.machine()}), {memory:.0f} GiB, {platform.system()}"


def version(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip().splitlines()[0]


def report(cases, versions, rounds):
    yield (
        f"Measured on {machine()}; {versions}; medians of "
        f"{rounds} rounds ({min(rounds, LONG_ROUNDS)} above {ALL_ROUNDS_UP_TO:,} objects); "
        f"load average {os.getloadavg()[2]:.1f} over the last quarter of an hour."
    )
    yield ""
    yield "| fleet | objects | tool | wall s | CPU s | peak MiB | larry's wall ÷ its | larry's CPU ÷ its |"
    yield "|---|--:|---|--:|--:|--:|--:|--:|"
    for case in cases:
        yield from case.rows()
    yield ""
    yield from aims.table(cases)


def record(root, lines, mark="figures", document="docs/benchmarks.md"):
    """Puts the figures where a document keeps them."""
    path = os.path.join(root, document)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    marks = re.compile(rf"(<!-- {mark} -->\n).*?(<!-- end of {mark} -->)", re.DOTALL)
    with open(path, "w", encoding="utf-8") as file:
        file.write(marks.sub(lambda found: found[1] + "\n" + "\n".join(lines) + "\n\n" + found[2], text))


def main():
    parser = argparse.ArgumentParser(prog="ci/bench render")
    parser.add_argument("root", help=argparse.SUPPRESS)
    parser.add_argument("work", help=argparse.SUPPRESS)
    parser.add_argument("kustomize", help=argparse.SUPPRESS)
    parser.add_argument("--sizes", default=SIZES)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()

    larry = os.path.join(options.root, "target/larry")
    versions = (
        f"{version(larry, '--version')}, cdk8s "
        + version("node", "-p", f"require('{options.work}/node_modules/cdk8s/package.json').version")
        + f" on Node.js {version('node', '--version')}, kustomize {version(options.kustomize, 'version')}"
    )
    cases = []
    for size in options.sizes.split(","):
        case = Case(options.root, options.work, options.kustomize, size)
        try:
            case.prove_equal()
            print(f"ci/bench: {case.name}: {case.objects:,} objects, equal in all tools", file=sys.stderr)
            for number in range(options.rounds if case.objects <= ALL_ROUNDS_UP_TO else min(options.rounds, LONG_ROUNDS)):
                case.round(number)
        except subprocess.CalledProcessError:
            sys.exit(1)
        except measure.Failed as problem:
            print(f"ci/bench: {problem}", file=sys.stderr)
            sys.exit(3)
        cases.append(case)
        shutil.rmtree(case.work)
        print("\n".join(case.rows()), file=sys.stderr, flush=True)
    lines = list(report(cases, versions, options.rounds))
    print("\n".join(lines))
    if options.record:
        record(options.root, lines)


if __name__ == "__main__":
    main()
