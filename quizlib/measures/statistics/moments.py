"""Moments: how the marks of one question vary, alone and together with the rest of the quiz."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt


@dataclass(frozen=True)
class Moments:
    """Sums over n people of mark x and total t, of their squares, and of their product, which is None if unknown.

    Variances and covariances are multiplied by n(n − 1). They are whole numbers if marks are, so that no digits are
    lost when large sums nearly cancel.
    """

    n: int
    x: float
    xx: float
    t: float
    tt: float
    xt: float | None

    @property
    def var_x(self) -> float:
        """The variance of the mark."""
        return self.n * self.xx - self.x * self.x

    @property
    def cov_xt(self) -> float | None:
        """The covariance of mark and total."""
        return None if self.xt is None else self.n * self.xt - self.x * self.t

    @property
    def cov_xr(self) -> float | None:
        """The covariance of mark and rest score R = T − x."""
        return None if self.cov_xt is None else self.cov_xt - self.var_x

    @property
    def correlation(self) -> float | None:
        """The correlation of mark and rest score; None if one of them does not vary."""
        if self.cov_xr is None:
            return None
        var_r = self.n * self.tt - self.t * self.t - self.var_x - 2 * self.cov_xr
        return self.cov_xr / sqrt(self.var_x * var_r) if self.var_x > 0 and var_r > 0 else None
