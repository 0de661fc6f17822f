#!/usr/bin/env python3
"""Writes number_cases.h: texts with the double Python reads, doubles with the shortest text by Python's repr()."""
import random
import struct
from decimal import Decimal, getcontext
from pathlib import Path

getcontext().prec = 1200
chance = random.Random(2024)


def bits(value):
    return struct.unpack("<Q", struct.pack("<d", value))[0]


def double(number):
    return struct.unpack("<d", struct.pack("<Q", number))[0]


def house_style(value):
    """The digits of repr(), with the exponent as pk_double_format() writes it."""
    if value == 0:
        return "-0.0" if bits(value) else "0"
    sign, digits, exponent = Decimal(repr(value)).as_tuple()
    digits = "".join(map(str, digits))
    stripped = digits.rstrip("0")
    exponent += len(digits) - len(stripped)
    digits, point = stripped, len(stripped) + exponent
    if point < -5 or point > 21:
        text = digits[0] + ("." + digits[1:] if digits[1:] else "") + f"e{point - 1}"
    elif point <= 0:
        text = "0." + "0" * -point + digits
    elif len(digits) <= point:
        text = digits + "0" * (point - len(digits))
    else:
        text = digits[:point] + "." + digits[point:]
    return "-" * sign + text


def halfway(number):
    """The exact middle between a double and the next one, and the texts just beside it."""
    middle = (Decimal(double(number)) + Decimal(double(number + 1))) / 2
    text = format(middle, "f")
    text += "" if "." in text else "."
    return [text + "0", text + "0" * 30 + "1", str(middle.next_minus())]


def some_doubles(count):
    while count:
        number = chance.getrandbits(64)
        if number >> 52 & 0x7FF != 0x7FF:
            count -= 1
            yield number


edges = [0, 1, 2, 1 << 63, (1 << 52) - 1, 1 << 52, (1 << 52) + 1, 0x7FEFFFFFFFFFFFFF, bits(2.0**-44), bits(2.0**53),
         bits(2.0**53 + 2), bits(0.1), bits(0.3), bits(100.0), bits(1e21), bits(1e22), bits(1e23), bits(9.5e20),
         bits(1e-5), bits(1e-6), bits(1e-7), bits(123456.789), bits(-2.5), bits(5e-324), bits(9007199254740993.0)]
texts = ["0", "-0", "0.0", "-0.0e5", "1", "10", "0.1", "1e0", "1E+2", "1e-2", "1e22", "1e23", "123456789012345678901",
         "1" + "0" * 400 + "e-400", "0." + "0" * 400 + "1e401", "0." + "0" * 330 + "1", "1e309", "-1e309", "1e308",
         "17976931348623157e292", "1.7976931348623158e308", "1.7976931348623159e308", "2.4703282292062327e-324",
         "2.4703282292062328e-324", "2e-324", "4.9e-324", "1e-400", "1e99999999999999999999", "1e-99999999999999999999",
         "0e99999999999999999999", "9007199254740993", "9007199254740992.5", "9007199254740995", "0.000001e6",
         "2.2250738585072011e-308", "2.2250738585072012e-308", "6.631236846766476e-316", "71.23", "0.05", "99.99",
         "3." + "14159265358979323846" * 60, "1" * 800, "1" * 800 + "e-900", "0." + "9" * 900]
for number in list(some_doubles(60)) + [0, 1, (1 << 52) - 1, 1 << 52, bits(1.0), bits(2.0**53), 0x7FEFFFFFFFFFFFFE]:
    texts += halfway(number & ~(1 << 63))
for _ in range(150):
    digits = chance.randrange(1, 22)
    texts.append(f"{chance.randrange(10 ** digits)}e{chance.randrange(-330, 310)}")
values = edges + list(some_doubles(150)) + [bits(chance.randrange(10**7) / 100) for _ in range(100)]

with open(Path(__file__).with_name("number_cases.h"), "w") as out:
    out.write("/* Written by number_cases.py. */\nstatic const struct {\n    const char *text;\n    uint64_t bits;\n} readings[] = {\n")
    for text in texts:
        parts = [text[i:i + 90] for i in range(0, len(text), 90)]
        quoted = "\n     ".join(f'"{part}"' for part in parts)
        out.write(f"    {{{quoted}, 0x{bits(float(text)):016X}}},\n")
    out.write("};\n\nstatic const struct {\n    uint64_t bits;\n    const char *text;\n} writings[] = {\n")
    for number in values:
        out.write(f'    {{0x{number:016X}, "{house_style(double(number))}"}},\n')
    out.write("};\n")
