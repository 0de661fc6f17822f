"""The stub says what the package is, and a typed program passes mypy --strict."""
import importlib.util
import pathlib
import subprocess
import sys
import tempfile

here = pathlib.Path(__file__).parent
if importlib.util.find_spec("mypy") is None:
    print("skipped: mypy is not installed (Debian: python3-mypy)")
    sys.exit(0)
with tempfile.TemporaryDirectory() as cache:
    allow = str(here / "stubtest_allow.txt")
    failed = subprocess.call([sys.executable, "-m", "mypy.stubtest", "pilkada", "--concise", "--ignore-unused-allowlist",
                              "--allowlist", allow], cwd=cache)
    failed |= subprocess.call([sys.executable, "-m", "mypy", "--strict", "--cache-dir", cache,
                               str(here / "typed_user.py")])
sys.exit(failed)
