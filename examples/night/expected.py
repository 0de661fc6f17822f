"""What the board of the night must say, region by region: written from the story in make_night.py, not from the program.

state, received, on_time, early, late, duplicate, nihil
"""
QUIET_TWO = ["33.01", "33.03", "33.05", "33.07", "33.11", "33.15", "33.20", "33.22", "33.28", "33.72"]
QUIET_THREE = ["33.02", "33.04", "33.06", "33.10", "33.12", "33.18", "33.21", "33.25", "33.71"]

BOARD = {
    **dict.fromkeys(QUIET_TWO, ("lengkap", 2, 2, 0, 0, 0, 0)),
    **dict.fromkeys(QUIET_THREE, ("lengkap", 3, 3, 0, 0, 0, 0)),
    "33.08": ("lengkap", 2, 2, 0, 0, 0, 0),
    "33.09": ("lengkap", 3, 3, 0, 0, 0, 0),
    "33.13": ("lengkap", 2, 2, 0, 0, 0, 2),    # nihil is a report
    "33.14": ("lengkap", 2, 2, 0, 0, 0, 0),    # a wrong sum is a finding, not an absence
    "33.16": ("lengkap", 2, 2, 0, 0, 0, 0),    # 04.59.59 is inside
    "33.17": ("kurang", 1, 1, 0, 0, 2, 0),     # three copies of one report are one report
    "33.19": ("terlambat", 2, 1, 0, 1, 0, 0),  # 05.00.07
    "33.23": ("terlambat", 2, 0, 0, 2, 0, 0),  # 05.00.00 is outside
    "33.24": ("belum", 0, 0, 0, 0, 0, 0),
    "33.26": ("kurang", 2, 1, 1, 0, 0, 0),     # 23.50 is before the window opens
    "33.27": ("lengkap", 2, 2, 0, 0, 0, 0),    # a correction takes the place of what it corrects
    "33.29": ("belum", 0, 0, 0, 0, 0, 0),
    "33.73": ("lengkap", 2, 2, 0, 0, 0, 0),
    "33.74": ("lengkap", 2, 2, 0, 0, 0, 0),
    "33.75": ("lengkap", 2, 2, 0, 0, 0, 0),
    "33.76": ("lengkap", 2, 2, 0, 0, 0, 0),
}

# Reports with errors, and the codes found in each
FINDINGS = {
    "33.14-26-1": ["T-1"], "33.27-26-1": ["T-1"], "33.73-26-1": ["T-1"], "33.74-26-1": ["T-1"], "33.74-26-2": ["T-8"],
    "33.75-26-1": ["F101"], "33.75-26-2": ["B-12"], "33.16-27-2": ["U-6"], "33.19-27-2": ["U-7", "U-9"],
}
DIFFERENCES = {"33.14-26-1": 10, "33.27-26-1": -1, "33.73-26-1": -100, "33.74-26-1": -1, "33.74-26-2": 1, "33.16-27-2": 10}

# Texts to read first
FLAGGED = ["33.76-26-1", "33.76-26-2"]
