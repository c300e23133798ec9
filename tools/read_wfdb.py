"""Reads what make_examples.py needs of a WFDB record: signals in format 212 and beat annotations in MIT format.

Formats: WFDB Applications Guide, signal(5) and annot(5). Standard library only, so that making the examples installs nothing.
"""

NORMAL, VENTRICULAR = 1, 5  # annotation codes: N, and V, a premature ventricular beat
_SKIP, _AUXILIARY, _LAST_BEAT = 59, 63, 49


def signals(header, samples):
    """One list of integer samples a signal, and the gain (samples a millivolt) of each.

    `header`: text of the .hea file, one segment, all signals in format 212. A wrong checksum is a ValueError.
    """
    lines = [line.split() for line in header.splitlines() if line and not line.startswith("#")]
    count = int(lines[0][1])
    mixed = []
    for first, middle, last in zip(samples[0::3], samples[1::3], samples[2::3]):
        mixed.append(_signed(first | (middle & 0x0F) << 8, 12))
        mixed.append(_signed(last | (middle & 0xF0) << 4, 12))
    columns = [mixed[i::count] for i in range(count)]
    for column, line in zip(columns, lines[1:]):
        if line[1] != "212" or _signed(sum(column) & 0xFFFF, 16) != int(line[6]):
            raise ValueError(f"{line[0]}: not format 212, or its checksum is wrong")
    return columns, [float(line[2]) for line in lines[1 : count + 1]]


def beats(annotations):
    """(sample, code) of every annotation that says something of a moment; codes up to 49 are kinds of beats and marks."""
    found, time, at = [], 0, 0
    while at + 1 < len(annotations):
        word = annotations[at] | annotations[at + 1] << 8
        at += 2
        code, difference = word >> 10, word & 0x3FF
        if word == 0:
            break
        if code == _SKIP:  # four bytes, the high half first: a longer difference of time
            high, low = (annotations[at + i] | annotations[at + i + 1] << 8 for i in (0, 2))
            time += _signed(high << 16 | low, 32)
            at += 4
        elif code == _AUXILIARY:  # so many bytes of text, padded to an even number
            at += difference + difference % 2
        elif code <= _LAST_BEAT:
            time += difference
            found.append((time, code))
    return found


def _signed(value, bits):
    return value - (1 << bits) if value >> (bits - 1) else value
