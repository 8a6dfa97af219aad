"""What readers set in matplotlib for plots of their own: a dark style, sketched lines, LaTeX, and much else."""

import contextlib

import matplotlib
from matplotlib import pyplot as plt

#: One setting and more of every family that changes a picture.
SETTINGS = {
    "text.usetex": True,
    "text.antialiased": False,
    "font.family": "monospace",
    "font.size": 20,
    "font.weight": "bold",
    "mathtext.fontset": "cm",
    "axes.prop_cycle": plt.cycler(color=["red"]),
    "axes.grid": True,
    "axes.spines.left": False,
    "axes.xmargin": 0.3,
    "axes.autolimit_mode": "round_numbers",
    "axes.formatter.limits": (0, 0),
    "axes.unicode_minus": False,
    "xtick.direction": "in",
    "xtick.top": True,
    "xtick.minor.visible": True,
    "ytick.alignment": "top",
    "lines.linewidth": 9,
    "lines.dash_capstyle": "round",
    "lines.solid_capstyle": "round",
    "lines.antialiased": False,
    "lines.markeredgewidth": 5,
    "markers.fillstyle": "none",
    "scatter.edgecolors": "red",
    "errorbar.capsize": 9,
    "patch.linewidth": 9,
    "patch.force_edgecolor": True,
    "hatch.linewidth": 9,
    "hatch.color": "red",
    "image.cmap": "hot",
    "image.origin": "lower",
    "image.interpolation": "bicubic",
    "legend.loc": "center",
    "legend.frameon": True,
    "date.autoformatter.day": "%d!",
    "figure.dpi": 33,
    "figure.autolayout": True,
    "figure.subplot.left": 0.4,
    "path.simplify_threshold": 1.0,
    "path.snap": False,
    "savefig.transparent": True,
    "savefig.dpi": 30,
    "savefig.bbox": "tight",
    "svg.fonttype": "none",
    "svg.hashsalt": None,
}


@contextlib.contextmanager
def own_settings():
    """Let everything inside happen in a notebook whose reader has set all of this."""
    with matplotlib.rc_context():
        plt.style.use("dark_background")
        plt.xkcd()
        matplotlib.rcParams.update(SETTINGS)
        yield
