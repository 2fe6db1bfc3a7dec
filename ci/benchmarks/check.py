"""Checks fleets with larry and lints the same files with other tools; prints what each costs, and whether the aims hold.

Usage: check.py ROOT WORK KUBECONFORM KUBE_SCORE KUBE_LINTER [--sizes LIST] [--rounds N] [--record]; ci/bench calls it.
KUBE_LINTER may be empty: then kube-score stands in for it.
"""

import argparse
import os
import shutil
import subprocess
import sys

import fleet
import measure
import render

SIZES = "prod,100,300,1000"
# Pods and nodes of the fleets that node fit alone is timed on: five pods a Larry, two Larrys a node.
FITS = ((400, 200), (4000, 2000))
# Beyond this many files a linter runs once: it takes minutes.
ONCE_FROM = 20_000

LARRY = "larry check"
KUBECONFORM = "kubeconform alone"
KUBE_LINTER = "kube-linter"
KUBE_SCORE = "kube-score"
FINDINGS = (0, 1)  # a linter ends with 1 where it has something to say


class Case:
    """One fleet: its rendered tree, the commands that judge it, and what they cost."""

    def __init__(self, root, work, kubeconform, linters, size):
        self.name = size if not size.isdigit() else fleet.name(int(size))
        self.larrys = int(size) if size.isdigit() else None
        self.work = os.path.join(work, self.name)
        environments = os.path.join(self.work, "environments")
        shutil.copytree(os.path.join(root, "ci/schemas"), os.path.join(self.work, "ci/schemas"))
        shutil.copytree(os.path.join(root, ".larry/tools"), os.path.join(self.work, ".larry/tools"))
        if self.larrys is None:
            shutil.copytree(os.path.join(root, "environments"), environments)
        else:
            os.makedirs(environments)
            shutil.copy(os.path.join(root, "environments/base.yaml"), environments)
            with open(os.path.join(environments, self.name + ".yaml"), "w", encoding="utf-8") as file:
                file.write(fleet.environment(self.larrys))
        self.larry = os.path.join(root, "target/larry")
        measure.run([self.larry, "render", "--root", self.work, self.name], self.at("output.txt"))
        tree = self.at(os.path.join("gitops", self.name))
        self.files = sorted(
            os.path.join(folder, file) for folder, _, files in os.walk(tree) for file in files if file.endswith(".yaml")
        )
        self.commands = {
            LARRY: [self.larry, "check", "--root", self.work, self.name],
            # As larry calls it: strictly, offline, one worker, every object in the answer.
            KUBECONFORM: [shutil.which("env"), "-C", self.at("ci/schemas"), "GOGC=400", kubeconform]
            + ["-strict", "-output", "json", "-summary", "-verbose", "-n", "1", "-schema-location"]
            + ["{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json"]
            + sorted(folder.path for folder in os.scandir(tree) if folder.is_dir() and folder.name != "_inventory"),
        }
        if KUBE_LINTER in linters:
            self.commands[KUBE_LINTER] = [linters[KUBE_LINTER], "lint", tree]
        # So many names do not fit a command line: it gets one file, which spares it opening the others.
        self.commands[KUBE_SCORE] = [linters[KUBE_SCORE], "score", self.at("all.yaml")]
        self.costs = {tool: [] for tool in self.commands}

    def at(self, name):
        return os.path.join(self.work, name)

    def once(self, tool):
        ends_with = FINDINGS if tool in (KUBE_LINTER, KUBE_SCORE) else (0,)
        return measure.run(self.commands[tool], self.at("output.txt"), ends_with)

    def run(self, rounds):
        """Every tool once to warm up, then in turns, each round beginning with another."""
        with open(self.at("all.yaml"), "w", encoding="utf-8") as together:
            for name in self.files:
                with open(name, encoding="utf-8") as file:
                    together.write("---\n" + file.read())
        tools = list(self.commands)
        for tool in tools:
            cost = self.once(tool)
            if self.is_slow(tool):
                self.costs[tool].append(cost)
        for number in range(rounds):
            first = number % len(tools)
            for tool in tools[first:] + tools[:first]:
                if not self.is_slow(tool):
                    self.costs[tool].append(self.once(tool))

    def is_slow(self, tool):
        return tool in (KUBE_LINTER, KUBE_SCORE) and len(self.files) > ONCE_FROM

    def without_kubeconform(self):
        """What larry costs beside kubeconform: the median of the differences within a round."""
        pairs = zip(self.costs[LARRY], self.costs[KUBECONFORM])
        return measure.median(
            [measure.Cost(ours.wall - its.wall, ours.cpu - its.cpu, ours.memory) for ours, its in pairs]
        )

    def rows(self):
        name = self.name if self.larrys is None else f"{self.larrys:,} Larrys"
        own = self.without_kubeconform()
        shown = {LARRY: measure.median(self.costs[LARRY]), f"{LARRY} less kubeconform": own}
        shown.update({tool: measure.median(self.costs[tool]) for tool in self.costs if tool is not LARRY})
        for tool, cost in shown.items():
            ratio = f"{own.wall / cost.wall:.2f} | {own.cpu / cost.cpu:.2f}" if tool in self.costs else " | "
            yield (
                f"| {name} | {len(self.files):,} | {tool} | {cost.wall:.2f} | {cost.cpu:.2f} | {cost.memory:.0f} | {ratio} |"
            )


class Fit:
    """Node fit alone, by the code that larry check runs, in a new JVM each time."""

    def __init__(self, root, work, larrys, nodes):
        self.work = os.path.join(work, f"fit-{larrys}")
        os.makedirs(os.path.join(self.work, "environments"))
        shutil.copy(os.path.join(root, "environments/base.yaml"), os.path.join(self.work, "environments"))
        with open(
            os.path.join(self.work, "environments", fleet.name(larrys) + ".yaml"), "w", encoding="utf-8"
        ) as file:
            file.write(fleet.floating(larrys, nodes))
        with open(os.path.join(root, "target/larry.d/jdk"), encoding="utf-8") as file:
            java = os.path.join(file.read().strip(), "bin")
        library = os.path.join(root, "target/larry.d/lib/*")
        subprocess.run(
            [os.path.join(java, "javac"), "-cp", library, "-d", self.work]
            + [os.path.join(root, "ci/benchmarks/NodeFit.java")],
            check=True,
        )
        self.command = [os.path.join(java, "java"), "-cp", self.work + os.pathsep + library, "NodeFit", self.work]
        self.command.append(fleet.name(larrys))
        self.seconds = []
        self.cpu = []

    def once(self):
        said = subprocess.run(self.command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip().split(";")
        self.seconds.append(float(said[0]))
        self.cpu.append(float(said[1]))
        self.pods, self.nodes, self.answer = int(said[2]), int(said[3]), said[4]

    def median(self):
        return sorted(self.seconds)[len(self.seconds) // 2], sorted(self.cpu)[len(self.cpu) // 2]


def aims(cases, fits):
    """Each aim of the project for the check, what was measured, and whether that is enough."""
    linter = KUBE_LINTER if KUBE_LINTER in cases[0].costs else KUBE_SCORE
    for case in cases:
        if case.larrys == 1000:
            own, its = case.without_kubeconform(), measure.median(case.costs[linter])
            for what in ("wall", "cpu"):
                a, b = getattr(own, what), getattr(its, what)
                yield f"1,000 Larrys, {what}: all but kubeconform below {linter}", a < b, f"{a:.2f} s against {b:.2f} s"
    grown = [(case.larrys, case.without_kubeconform().cpu) for case in cases if (case.larrys or 0) >= 100]
    if len(grown) > 1:
        exponent = measure.exponent(grown)
        span = f"{grown[0][0]:,} to {grown[-1][0]:,} Larrys"
        yield f"{span}: no part grows with the square", exponent <= 1.2, f"exponent of CPU {exponent:.2f}"
    if fits:
        wall, cpu = fits[0].median()
        yield f"node fit of {fits[0].pods:,} pods on {fits[0].nodes:,} nodes below 1 s", wall < 1, f"{wall:.2f} s, {cpu:.2f} s of CPU"
    if len(fits) > 1:
        exponent = measure.exponent([(fit.pods, fit.median()[1]) for fit in fits])
        yield f"node fit to {fits[-1].pods:,} on {fits[-1].nodes:,} not with the square", exponent <= 1.3, f"exponent of CPU {exponent:.2f}"


def report(cases, fits, versions, rounds):
    yield (
        f"Measured on {render.machine()}; {versions}; medians of {rounds} rounds (one run of a linter above "
        f"{ONCE_FROM:,} files); load average {os.getloadavg()[2]:.1f} over the last quarter of an hour."
    )
    yield ""
    yield "| fleet | files | tool | wall s | CPU s | peak MiB | larry less kubeconform: wall ÷ its | CPU ÷ its |"
    yield "|---|--:|---|--:|--:|--:|--:|--:|"
    for case in cases:
        yield from case.rows()
    yield ""
    if fits:
        yield "| node fit alone | answer | wall s | CPU s |"
        yield "|---|---|--:|--:|"
        for fit in fits:
            wall, cpu = fit.median()
            yield f"| {fit.pods:,} pods on {fit.nodes:,} nodes | {fit.answer} | {wall:.2f} | {cpu:.2f} |"
        yield ""
    yield "| aim | result |"
    yield "|---|---|"
    for aim, met, found in aims(cases, fits):
        yield f"| {aim} | {'met' if met else '**missed**'}: {found} |"


def main():
    parser = argparse.ArgumentParser(prog="ci/bench check")
    for hidden in ("root", "work", "kubeconform", "kube_score", "kube_linter"):
        parser.add_argument(hidden, help=argparse.SUPPRESS)
    parser.add_argument("--sizes", default=SIZES)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()

    linters = {KUBE_SCORE: options.kube_score}
    versions = render.version(os.path.join(options.root, "target/larry"), "--version")
    versions += ", kubeconform " + render.version(options.kubeconform, "-v")
    versions += ", " + render.version(options.kube_score, "version").split(",")[0].replace(" version:", "")
    if options.kube_linter:
        linters[KUBE_LINTER] = options.kube_linter
        versions += ", kube-linter " + render.version(options.kube_linter, "version")
    cases, fits = [], []
    try:
        for size in options.sizes.split(","):
            case = Case(options.root, options.work, options.kubeconform, linters, size)
            print(f"ci/bench: {case.name}: {len(case.files):,} files", file=sys.stderr)
            case.run(options.rounds)
            shutil.rmtree(case.work)
            cases.append(case)
            print("\n".join(case.rows()), file=sys.stderr, flush=True)
        # Last: a new process has at least the peak of the one that starts it, and these files are large.
        for larrys, nodes in FITS:
            fit = Fit(options.root, options.work, larrys, nodes)
            for _ in range(options.rounds):
                fit.once()
            print(f"ci/bench: {fit.pods:,} pods on {fit.nodes:,} nodes: {fit.seconds}", file=sys.stderr)
            fits.append(fit)
    except (subprocess.CalledProcessError, measure.Failed) as problem:
        print(f"ci/bench: {problem}", file=sys.stderr)
        sys.exit(3)
    lines = list(report(cases, fits, versions, options.rounds))
    print("\n".join(lines))
    if options.record:
        render.record(options.root, lines, "figures of the check")


if __name__ == "__main__":
    main()
