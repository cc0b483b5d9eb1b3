"""What processes use, read from /proc."""
import os
import pathlib
import time

PROC = pathlib.Path("/proc")


def _parents():
    found = {}
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            try:
                after_name = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
                found[int(folder.name)] = int(after_name[1])
            except OSError:
                pass
    return found


def family(root):
    """The process and all its descendants."""
    parents, found = _parents(), {root}
    while True:
        more = {pid for pid, parent in parents.items() if parent in found} - found
        if not more:
            return found & (parents.keys() | {root})
        found |= more


def everybody():
    return set(_parents())


def by_program(pids):
    """The same processes as {name of the program: pids}."""
    found = {}
    for pid in pids:
        try:
            name = pathlib.Path((PROC / str(pid) / "cmdline").read_bytes().split(b"\0", 1)[0].decode()).name
        except OSError:
            continue
        if name:
            found.setdefault(name, set()).add(pid)
    return found


def pss_mb(pids, kinds=("Pss",)):
    """Proportional set size of all of them together, MiB; `kinds` as the kernel names its parts."""
    total = 0
    for pid in pids:
        try:
            lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.split(":")[0] in kinds)
    return total / 1024


def _run_times_s(pids):
    found = {}
    for pid in pids:
        try:
            found[pid] = sum(int((task / "schedstat").read_text().split()[0])
                             for task in (PROC / str(pid) / "task").iterdir()) / 1e9
        except OSError:
            continue
    return found


def anonymous_mb(pids):
    """The part of it that no file stands behind: what a program allocates. Other programs do not change it."""
    return pss_mb(pids, ("Pss_Anon", "Pss_Shmem"))


def descriptors(pids):
    """Open descriptors of all of them together."""
    return _count_in(pids, "fd")


def threads(pids):
    return _count_in(pids, "task")


def _count_in(pids, folder):
    total = 0
    for pid in pids:
        try:
            total += sum(1 for _ in (PROC / str(pid) / folder).iterdir())
        except OSError:
            continue
    return total


def thread_run_time_s(pid, thread):
    """Time of one thread on a processor since its start."""
    return int((PROC / str(pid) / "task" / str(thread) / "schedstat").read_text().split()[0]) / 1e9


def run_time_s(pids):
    """Time on a processor since their start, all threads."""
    return sum(_run_times_s(pids).values())


def core_percent(groups, length_s):
    """Per group of pids: share of one core in the next `length_s`, of those that are still there then."""
    begin, before = time.monotonic(), {name: _run_times_s(pids) for name, pids in groups.items()}
    time.sleep(length_s)
    length = time.monotonic() - begin
    after = {name: _run_times_s(pids) for name, pids in groups.items()}
    return {name: 100 * sum(time_s - before[name].get(pid, time_s) for pid, time_s in after[name].items()) / length
            for name in groups}


def busy_percent(length_s=1.0):
    """How busy the whole machine is."""
    def read():
        return [int(x) for x in (PROC / "stat").read_text().split("\n", 1)[0].split()[1:9]]
    before = read()
    time.sleep(length_s)
    passed = [b - a for a, b in zip(before, read())]
    return 100 * (1 - (passed[3] + passed[4]) / max(1, sum(passed)))


def wait_until_quiet(limit_percent, patience_s):
    """Returns how busy the machine was just before the measurement, quiet or not."""
    end = time.monotonic() + patience_s
    while True:
        busy = busy_percent()
        if busy <= limit_percent or time.monotonic() > end:
            return busy


def cores():
    return os.cpu_count()
