"""Holds what was measured to the aims, and says which are met."""

import measure

# The fleet of each aim, by its number of Larrys.
FIVE_THOUSAND_OBJECTS = 100
TWENTY_THOUSAND_OBJECTS = 400
LINEAR_FROM = 300

CDK8S = "cdk8s"
A_THIRD = 1 / 3
NO_SLOWER = 1.0
LINEAR = 1.1
MEMORY = 512


def table(cases):
    """The aims as Markdown; one whose fleet was not rendered is not measured, and never met."""
    yield "| aim | result | |"
    yield "|---|---|---|"
    for aim, measured, met in rows(cases):
        yield f"| {aim} | {measured} | {'met' if met else '**missed**' if met is False else 'not measured'} |"


def rows(cases):
    yield from peers(
        find(cases, larrys=FIVE_THOUSAND_OBJECTS), "5,000 objects: a third of the wall and CPU of", ("wall", "cpu"), A_THIRD
    )
    yield from peers(find(cases, name="prod"), "prod cold: no slower than", ("wall",), NO_SLOWER)
    for what, name in (("wall", "wall"), ("cpu", "CPU")):
        for tool in ("larry", "larry, nothing changed"):
            yield linear(cases, tool, what, name)
    case = find(cases, larrys=TWENTY_THOUSAND_OBJECTS)
    aim = f"20,000 objects: below {MEMORY} MiB"
    yield (aim, f"{case.peak():.0f} MiB at most", case.peak() < MEMORY) if case else (aim, "", None)


def find(cases, **wanted):
    found = [case for case in cases if all(getattr(case, key) == value for key, value in wanted.items())]
    return found[0] if found else None


def peers(case, aim, parts, most):
    """A row for each way in which cdk8s ran."""
    if case is None:
        yield f"{aim} cdk8s", "", None
        return
    for tool in case.costs:
        if tool.startswith(CDK8S):
            ratio = case.ratio(tool)
            ours, theirs = measure.median(case.costs["larry"]), measure.median(case.costs[tool])
            measured = ", ".join(
                f"{getattr(ratio, part):.2f} times its {'CPU' if part == 'cpu' else part} "
                f"({getattr(ours, part):.2f} s to {getattr(theirs, part):.2f} s)"
                for part in parts
            )
            yield f"{aim} {tool}", measured, all(getattr(ratio, part) <= most for part in parts)


def linear(cases, tool, what, name):
    """How a series grows from its smallest fleet to its largest: 1 is linear."""
    points = [
        (case.objects, getattr(measure.median(case.costs[tool]), what))
        for case in cases
        if case.larrys is not None and case.larrys >= LINEAR_FROM
    ]
    aim = f"linear from {LINEAR_FROM} to 1,000 Larrys: exponent of {name} at most {LINEAR} ({tool})"
    if len(points) < 2:
        return aim, "", None
    exponent = measure.exponent(points)
    return aim, f"{exponent:.2f} from {points[0][0]:,} to {points[-1][0]:,} objects", exponent <= LINEAR
