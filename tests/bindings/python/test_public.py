"""The public names: documented, named after the package, and as the stub says."""
import inspect
import re

import pilkada
from conftest import SOURCE


def test_every_public_name_is_documented():
    missing = []
    for name in pilkada.__all__:
        thing = getattr(pilkada, name)
        if not inspect.getdoc(thing):
            missing.append(name)
        for key, member in vars(thing).items():
            if not key.startswith("_") and (callable(member) or isinstance(member, (property, classmethod))):
                if not inspect.getdoc(getattr(thing, key)):
                    missing.append(f"{name}.{key}")
    assert not missing


def test_names_are_those_of_the_package():
    assert {getattr(pilkada, name).__module__ for name in pilkada.__all__} == {"pilkada"}


def test_all_is_all():
    public = {name for name in vars(pilkada) if not name.startswith("_")} - {"native"}
    assert public == set(pilkada.__all__)


def test_version():
    header = (SOURCE / "include/pilkada/version.h").read_text()
    assert pilkada.__version__ == re.search(r'VERSION_STRING "(.*)"', header).group(1)
    assert pilkada.native.COMPILED_VERSION == pilkada.__version__


def test_errors_are_one_tree():
    errors = [getattr(pilkada, name) for name in pilkada.__all__ if name.endswith("Error")]
    assert all(issubclass(error, pilkada.Error) and issubclass(error, ValueError) for error in errors)
    status = (SOURCE / "include/pilkada/status.h").read_text()
    codes = {"PILKADA_" + name for name in re.findall(r"X\((E_\w+),", status)}
    from pilkada._errors import _BY_CODE
    assert set(_BY_CODE) == codes - {"PILKADA_E_IO", "PILKADA_E_INTERNAL"}
