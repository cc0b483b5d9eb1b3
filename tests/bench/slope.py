"""A straight line through samples of several runs, each around its own mean.

Memory moves in steps: a sample that lies above the line is followed by others that do. So many samples that depend on
each other count as fewer (n * (1 - r) / (1 + r), r between neighbours: Santer et al. 2000), or one step of a few
KiB would look like growth for certain.
"""
import math

NINETY_FIVE_PERCENT = 1.96  # of a normal distribution; there are always dozens of samples


class Slope:
    def __init__(self, points):
        """points: (run, x, y)"""
        self.mean = sum(y for _, _, y in points) / len(points)
        centred, firsts = [], set()
        for run in sorted({run for run, _, _ in points}):
            firsts.add(len(centred))
            mine = [(x, y) for its, x, y in points if its == run]
            mean_x, mean_y = (sum(one[axis] for one in mine) / len(mine) for axis in (0, 1))
            centred += [(x - mean_x, y - mean_y) for x, y in mine]
        spread = sum(x * x for x, _ in centred)
        self.slope = sum(x * y for x, y in centred) / spread if spread else 0.0
        rests = [y - self.slope * x for x, y in centred]
        rest = sum(one * one for one in rests)
        alike = sum(rests[at - 1] * rests[at] for at in range(1, len(rests)) if at not in firsts) / rest if rest else 0.0
        alike = max(0.0, alike)
        freedom = max(1.0, len(centred) * (1 - alike) / (1 + alike) - 1 - len(firsts))
        self.error = math.sqrt(rest / freedom / spread) if spread else 0.0

    def percent_in(self, length):
        """Change over `length` in % of the mean, and how far its 95 % interval reaches to both sides."""
        scale = 100 * length / self.mean if self.mean else 0.0
        return self.slope * scale, abs(self.error * scale) * NINETY_FIVE_PERCENT
