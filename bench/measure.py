#!/usr/bin/env python3
"""measure.py TIDINGS EXAMPLES REPORTS: what bench/run.sh calls; needs nothing but Python's own library."""
import datetime
import itertools
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
import time

from reports import opened

STARTS, REPORTS, MEGABYTE = 21, 1000, 1_000_000
# On Linux ru_maxrss is in kilobytes, on macOS in bytes.
RSS_UNIT = 1 if sys.platform == "darwin" else 1024


def run(command, out):
    """Seconds from start to exit and the process's own peak memory in megabytes."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=out)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(map(str, command))}: exit status {process.returncode}")
    return seconds, usage.ru_maxrss * RSS_UNIT / MEGABYTE


def texts(examples, reports):
    """The texts of 1,000 reports and where they are from."""
    if reports.exists():
        with opened(reports) as lines:
            found = [json.loads(line)["text"] for line in itertools.islice(lines, REPORTS)]
        return found, f"{reports.parent.name}/{reports.name}"
    found = [path.read_text("utf8") for path in sorted(examples.glob("*.txt"))]
    for path in sorted(examples.glob("*.jsonl")):
        found += [json.loads(line)["text"] for line in path.read_text("utf8").splitlines() if line]
    return list(itertools.islice(itertools.cycle(found), REPORTS)), "examples/, repeated"


def one_report(tidings, examples):
    report = examples / "border-talks.txt"
    runs = [run([tidings, "code", report], subprocess.DEVNULL) for _ in range(STARTS)][1:]
    seconds = [run[0] for run in runs]
    yield "one report, start to exit, median", f"{1000 * statistics.median(seconds):.0f} ms", "under 300 ms"
    yield f"  fastest and slowest of {STARTS - 1}", f"{1000 * min(seconds):.0f} to {1000 * max(seconds):.0f} ms", ""
    yield "  peak memory", f"{max(run[1] for run in runs):.0f} MB", ""


def many_reports(tidings, found):
    with tempfile.TemporaryDirectory() as folder:
        into, out = pathlib.Path(folder, "reports.jsonl"), pathlib.Path(folder, "coded.jsonl")
        with open(into, "w", encoding="utf8") as lines:
            lines.writelines(json.dumps({"id": f"b{number}", "text": text}) + "\n" for number, text in enumerate(found))
        words = sum(len(text.split()) for text in found)
        for name, jobs, goal in (("all cores", [], "3,000 and more"), ("one core", ["--jobs", "1"], "")):
            with open(out, "wb") as handle:
                seconds, memory = run([tidings, "code", into, "--format", "jsonl", *jobs], handle)
            with open(out, "rb") as lines:
                coded = sum(1 for _ in lines)
            if coded != len(found):
                sys.exit(f"{coded} records of {len(found)} reports")
            yield f"{len(found)} reports ({words} words), {name}", f"{seconds:.1f} s", ""
            yield "  words a second", f"{words / seconds:.0f}", goal
            yield "  peak memory", f"{memory:.0f} MB", "under 1,000 MB" if not jobs else ""


def processor():
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def main():
    tidings, examples, reports = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    version = subprocess.run([tidings, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    commit = subprocess.run(["git", "-C", examples, "describe", "--always", "--dirty"], capture_output=True, text=True).stdout.strip()
    found, origin = texts(examples, reports)
    print(f"{version} ({commit or 'no commit'}), {datetime.date.today()}, {os.cpu_count()} cores, {processor()}")
    print(f"load before the start {os.getloadavg()[0]:.1f}; reports from {origin}\n")
    print(f"{'what':<52}{'measured':>14}  goal")
    for what, measured, goal in itertools.chain(one_report(tidings, examples), many_reports(tidings, found)):
        print(f"{what:<52}{measured:>14}  {goal}", flush=True)


if __name__ == "__main__":
    main()
