"""AES-256 in CBC mode, the reading half (FIPS 197; NIST SP 800-38A, 6.2), over many blocks at once.

SQLCipher gives nothing of a page in which a bit is wrong. A repair reads such a page all the same: what is wrong costs the
sixteen bytes around it. Python has no AES of its own; here each step is done to all blocks together, by tables and long
integers, some milliseconds for a page of 8 KiB.
"""

from __future__ import annotations

from functools import cache

BLOCK_BYTES = 16
_ROUNDS = 14
_KEY_WORDS = 8
_SHIFTED = tuple((column - row) % 4 * 4 + row for column in range(4) for row in range(4))
"""Which byte of a block each byte comes from when the rows are shifted back."""


def decrypt(key: bytes, start: bytes, data: bytes) -> bytes:
    """What these whole blocks say, with a key of 32 bytes and the 16 bytes that the first block was chained to."""
    box, by_9, by_11, by_13, by_14 = _tables()
    count = len(data) // BLOCK_BYTES
    keys = _round_keys(key)
    state = _xor(data, keys[_ROUNDS] * count)
    for number in reversed(range(_ROUNDS)):
        shifted = bytearray(len(state))
        for place, source in enumerate(_SHIFTED):
            shifted[place::BLOCK_BYTES] = state[source::BLOCK_BYTES]
        state = _xor(shifted.translate(box), keys[number] * count)
        if number:
            mixed = _xor(state.translate(by_14), _turned(state, 1).translate(by_11))
            others = _xor(_turned(state, 2).translate(by_13), _turned(state, 3).translate(by_9))
            state = _xor(mixed, others)
    return _xor(state, start + data[:-BLOCK_BYTES])


def _xor(one: bytes | bytearray, other: bytes | bytearray) -> bytes:
    return (int.from_bytes(one) ^ int.from_bytes(other)).to_bytes(len(one))


def _turned(state: bytes, by: int) -> bytes:
    """Each column of four bytes turned up by so many."""
    turned = bytearray(len(state))
    for row in range(4):
        turned[row::4] = state[(row + by) % 4 :: 4]
    return bytes(turned)


def _times(one: int, other: int) -> int:
    """The product of two bytes in the field of the standard, modulo x⁸ + x⁴ + x³ + x + 1."""
    product = 0
    while other:
        if other & 1:
            product ^= one
        one = one << 1 ^ (0x11B if one & 0x80 else 0)
        other >>= 1
    return product


@cache
def _substitution() -> bytes:
    """The table by which a byte is replaced when a text is encrypted (FIPS 197, 5.1.1)."""
    table = bytearray(256)
    inverse, value = 1, 1
    for _ in range(255):
        value = _times(value, 3)
        inverse = _times(inverse, 0xF6)  # the inverse of 3
        turned = inverse | inverse << 8
        table[value] = 0x63 ^ (inverse ^ turned >> 4 ^ turned >> 5 ^ turned >> 6 ^ turned >> 7) & 0xFF
    table[0] = 0x63
    return bytes(table)


@cache
def _tables() -> tuple[bytes, ...]:
    """The inverse of the substitution, and the products of each byte with 9, 11, 13 and 14."""
    forward = _substitution()
    box = bytes(forward.index(value) for value in range(256))
    return box, *(bytes(_times(value, factor) for value in range(256)) for factor in (9, 11, 13, 14))


@cache
def _round_keys(key: bytes) -> tuple[bytes, ...]:
    """The keys of the rounds (FIPS 197, 5.2)."""
    box = _substitution()
    words = [key[at : at + 4] for at in range(0, len(key), 4)]
    power = 1
    for number in range(_KEY_WORDS, 4 * (_ROUNDS + 1)):
        word = words[-1]
        if number % _KEY_WORDS == 0:
            word = _xor((word[1:] + word[:1]).translate(box), bytes((power, 0, 0, 0)))
            power = _times(power, 2)
        elif number % _KEY_WORDS == 4:
            word = word.translate(box)
        words.append(_xor(words[-_KEY_WORDS], word))
    return tuple(b"".join(words[at : at + 4]) for at in range(0, len(words), 4))
