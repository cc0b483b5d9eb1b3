"""A straight line through samples of several runs, each around its own mean."""
import math

NINETY_FIVE_PERCENT = 1.96  # of a normal distribution; there are always dozens of samples


class Slope:
    def __init__(self, points):
        """points: (run, x, y)"""
        self.mean = sum(y for _, _, y in points) / len(points)
        centred = []
        for run in {run for run, _, _ in points}:
            mine = [(x, y) for its, x, y in points if its == run]
            mean_x, mean_y = (sum(one[axis] for one in mine) / len(mine) for axis in (0, 1))
            centred += [(x - mean_x, y - mean_y) for x, y in mine]
        spread = sum(x * x for x, _ in centred)
        self.slope = sum(x * y for x, y in centred) / spread if spread else 0.0
        rest = sum((y - self.slope * x) ** 2 for x, y in centred)
        freedom = max(1, len(centred) - 1 - len({run for run, _, _ in points}))
        self.error = math.sqrt(rest / freedom / spread) if spread else 0.0

    def percent_in(self, length):
        """Change over `length` in % of the mean, and how far its 95 % interval reaches to both sides."""
        scale = 100 * length / self.mean if self.mean else 0.0
        return self.slope * scale, abs(self.error * scale) * NINETY_FIVE_PERCENT
