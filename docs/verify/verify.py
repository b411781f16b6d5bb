"""Verifies a Recount evidence bundle: python3 verify.py BUNDLE [VKEY] [OPTION VALUE]... Needs only Python 3.8 or newer.
Options: --earlier FILE, a checkpoint kept from before; --witness VKEY, any number of them; --quorum N, if not all must have cosigned.
VKEY may be a file. Exit code 0: everything that was checked holds. 1: something differs, and is named. 2: no bundle, key or option."""
import base64, getopt, hashlib, itertools, json, os, struct, sys, zipfile

P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493  # Ed25519, RFC 8032 section 5.1.7, on extended coordinates
D = -121665 * pow(121666, P - 2, P) % P

def add(a, b):
    s, t = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    u, v = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = t - s, v - u, v + u, t + s
    return e * f % P, g * h % P, f * g % P, e * h % P

def times(n, point):
    rest = times(n >> 1, add(point, point)) if n > 1 else (0, 1, 1, 0)
    return add(rest, point) if n & 1 else rest

def point(data):
    sign, y = divmod(int.from_bytes(data, "little"), 1 << 255)
    xx = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(xx, (P + 3) // 8, P)
    x = x * pow(2, (P - 1) // 4, P) % P if (x * x - xx) % P else x
    if y >= P or (x * x - xx) % P or (x == 0 and sign):
        raise ValueError("not a point of the curve")
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P

def ed25519(key, text, signature):
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    k, base = int.from_bytes(hashlib.sha512(r + key + text).digest(), "little") % L, point(b"\x58" + 31 * b"\x66")
    a, b = times(s, base), add(point(r), times(k, point(key)))
    return len(signature) == 64 and s < L and all((a[i] * b[2] - b[i] * a[2]) % P == 0 for i in (0, 1))

def vkey(text, kind=1):
    name, ident, key = text.strip().split("+", 2)
    raw = base64.b64decode(key, validate=True)
    if len(raw) != 33 or raw[0] != kind or hashlib.sha256(name.encode() + b"\n" + raw).hexdigest()[:8] != ident:
        raise ValueError("not an Ed25519 key of its kind whose id fits")
    return name, ident, raw

def signatures(note, key):
    lines = [line.split(" ") for line in note[note.rindex("\n\n") + 2 :].split("\n") if line.startswith("\u2014 ")]
    return [s[4:] for s in (base64.b64decode(line[2]) for line in lines if line[1] == key[0]) if s[:4].hex() == key[1]]

def opened(note, key, sole=False):  # the text, or an error when the key did not sign it; a cosigner (kind 4) signs the time too
    text, own = note[: note.rindex("\n\n") + 1], signatures(note, key)
    time = lambda s: "cosignature/v1\ntime %d\n" % int.from_bytes(s[:8], "big") if key[2][0] == 4 else ""
    if not own or not all(ed25519(key[2][1:], (time(s) + text).encode(), s[8:] if time(s) else s) for s in own):
        raise ValueError("not signed by " + key[0] + ", or changed")
    if sole and note != "%s\n\u2014 %s %s\n" % (text, key[0], base64.b64encode(bytes.fromhex(key[1]) + own[0]).decode()):
        raise ValueError("more than its text and one signature, or written in another form")
    return text

def checkpoint(text):
    return [read(word) for read, word in zip((str, int, base64.b64decode), text.split("\n"))]

def leaf_hash(line):
    record = json.loads(line)
    said = {"id": record.get("id"), "time": record.get("recorded_at", record.get("occurred_at")), "v": 1}
    entry = {"sha256": hashlib.sha256(line).hexdigest(), **{name: value for name, value in said.items() if value is not None}}
    return hashlib.sha256(b"\0" + json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()).digest()

def root(leaves, records, hashes, size):  # computed where the bundle has leaves, taken from the proof where it has none
    ahead = [next(leaves, None)]
    def walk(low, high):
        if ahead[0] is None or ahead[0] >= high:
            return next(hashes)
        if high - low == 1:
            leaf, ahead[0] = ahead[0], next(leaves, None)
            return leaf_hash(next(records)) if leaf == low else b"not in order"
        middle = low + (1 << (high - low - 1).bit_length() - 1)
        return hashlib.sha256(b"\1" + walk(low, middle) + walk(middle, high)).digest()
    result = walk(0, size) if size else hashlib.sha256(b"").digest()
    return result if (ahead[0], next(hashes, None), next(records, None)) == (None, None, None) else b"there is more"

def alone(bundle):
    """Whether the zip is its files, not compressed, and their directory: each byte around them is what APPNOTE.TXT 4.3 asks for."""
    good, raw, at, directory, files, big = True, bundle.fp, 0, b"", bundle.infolist(), 2**32 - 1
    for i in files:
        name, size, wide = i.orig_filename.encode(), min(i.file_size, big), [n for n in (i.file_size, i.file_size, at) if n >= big]
        extra = lambda n: struct.pack("<2H%dQ" % n, 1, 8 * n, *wide[:n]) if n else b""
        said = lambda n: (45 if n else 10, 2048, 0, 0x210001, i.CRC, size, size, len(name), len(extra(n)))
        n, before = len(wide), struct.pack("<4s3HI3I2H", b"PK\3\4", *said(2 * (size == big))) + name + extra(2 * (size == big))
        directory += struct.pack("<4s4HI3I5H2I", b"PK\1\2", said(n)[0], *said(n), 0, 0, 0, 0, min(at, big)) + name + extra(n)
        good, at = good and raw.seek(at) == at and raw.read(len(before)) == before, at + len(before) + i.file_size
    n, length = len(files), len(directory)
    far = struct.pack("<4sQ2H2I4Q4sIQI", b"PK\6\6", 44, 45, 45, 0, 0, n, n, length, at, b"PK\6\7", 0, at + length, 1)
    end = directory + far * (n >= 65535 or max(at, length) >= big)
    end += struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, *2 * [min(n, 65535)], min(length, big), min(at, big), 0)
    return good and raw.seek(at) == at and raw.read(len(end) + 1) == end

def verify(bundle, trusted=None, earlier="", witnesses=(), quorum=0):
    found, unsure, now, files, manifest, keys, names = [], [], [], {}, {}, [trusted] * bool(trusted), bundle.namelist()
    def check(what, step):
        try:
            found.extend([] if step() else [what + " differs"])
        except Exception as e:  # a check that cannot be made has failed
            found.append("%s: %s" % (what, "something was dropped" if isinstance(e, StopIteration) else e))
    read, note, lines = bundle.read, lambda name: read(name).decode(), lambda name: (line.rstrip(b"\n") for line in bundle.open(name))
    check("manifest.json", lambda: manifest.update(json.loads(read("manifest.json"))) or files.update(manifest["files"]) or files)
    odd = set(names) ^ {*files, "manifest.json", "manifest.sig"} | {name for name in names if names.count(name) > 1}
    found += ["%s is in the bundle and not in its manifest, or the other way round, or twice" % name for name in sorted(odd)]
    check("the zip file: it is more than its files, or something in it", lambda: alone(bundle))
    for name in files:
        check(name, lambda: hashlib.sha256(read(name)).hexdigest() == files[name]["sha256"])
    check("key.vkey", lambda: keys.append(vkey(note("key.vkey"))) or keys[0] == keys[-1])
    check("manifest.sig", lambda: opened(note("manifest.sig"), keys[0], sole=True) ==
          "recount evidence bundle v1\n%s\n" % hashlib.sha256(read("manifest.json")).hexdigest())
    check("checkpoint", lambda: now.extend(checkpoint(opened(note("checkpoint"), keys[0]))) or
          now[:2] == [manifest["origin"], manifest["tree_size"]] and now[0] == keys[0][0])
    there = lambda said: [opened(said, witness) for witness in witnesses if signatures(said, witness)]
    check("checkpoint: the number of witnesses", lambda: len(there(note("checkpoint"))) >= quorum)
    check("records.ndjson with proofs/", lambda: now[2] == root(map(int, lines("proofs/leaves")), lines("records.ndjson"),
          map(base64.b64decode, lines("proofs/hashes")), now[1]))
    check("the number of events", lambda: now.append(sum(1 for _ in lines("records.ndjson"))) or now[3] == manifest["counts"]["events"])
    def continues(origin, size, before):
        here = list(itertools.islice(map(int, lines("proofs/leaves")), size)) == list(range(size))
        unsure.extend(["the log continues the earlier checkpoint: not all leaves before it are here"] * (size < now[1] and not here))
        found.extend(["the log was rolled back: it had %d leaves and now has %d" % (size, now[1])] * (size > now[1]))
        first = lambda: root(iter(range(size)), itertools.islice(lines("records.ndjson"), size), iter(()), size)
        return origin == now[0] and before == (now[2] if size == now[1] else first() if here and size < now[1] else before)
    check("the earlier checkpoint", lambda: not earlier or continues(*checkpoint(opened(earlier, keys[0]))))
    made = lambda b, leaf: b[:-1] + b',"evidence":{"leaf_hash":"%s","leaf_index":%s}}' % (leaf_hash(b).hex().encode(), leaf)
    same = lambda a, b: a == b or json.dumps(json.loads(a)) == json.dumps(json.loads(b))  # a has escapes for what is not to be seen
    check("events.ndjson", lambda: manifest["format"] != "json" or all(same(a, made(b, leaf)) for a, b, leaf in itertools.zip_longest(
          lines("events.ndjson"), lines("records.ndjson"), lines("proofs/leaves"), fillvalue=b"{}")))
    return found, unsure + [text for text in (
        "the key is the log's: give the VKEY that you trust" * (not trusted), "this selection is complete" * (now[1:2] != now[3:]),
        "the log was rolled back or rewritten before: a checkpoint that was kept can tell (--earlier)" * (not earlier),
        "anybody else saw this history (--witness)" * (not witnesses), "the events were true when they were recorded",
        "events.* says what records.ndjson says: only recount verify compares it" * ("events.ndjson" not in names),
        "alerts, rules and reports are right: that rests on the word of who signed the manifest") if text]

if __name__ == "__main__":
    text = lambda word: open(word, encoding="utf-8").read() if os.path.isfile(word) or "+" not in word else word
    try:
        pairs, (file, *keys) = getopt.gnu_getopt(sys.argv[1:], "", ["earlier=", "witness=", "quorum="])
        of = lambda name: [word for option, word in pairs if option == name]
        keys, witnesses = [vkey(text(word)) for word in keys], [vkey(text(word), 4) for word in of("--witness")]
        kept, least, bundle = list(map(text, of("--earlier"))), list(map(int, of("--quorum"))) or [len(witnesses)], zipfile.ZipFile(file)
        known = bundle.getinfo("manifest.json"), [checkpoint(note[: note.rindex("\n\n")])[2] for note in kept]
        if max(map(len, (keys, kept, least))) > 1 or not min(1, len(witnesses)) <= least[0] <= len(set(witnesses)) == len(witnesses):
            raise ValueError("one key, one earlier checkpoint, each witness once, and a quorum of one or more of them")
    except Exception as e:
        sys.exit(print("a bundle, a key or an option is missing, or is not one: %s\n%s" % (e, __doc__.split("\n")[0])) or 2)
    differs, unknown = verify(bundle, *keys or [None], *kept or [""], witnesses, *least)
    differing = ["DIFFERS  " + text for text in differs] or ["everything that was checked holds"]
    sys.exit(print(*differing, *["UNKNOWN  whether " + text for text in unknown], sep="\n") or int(bool(differs)))
