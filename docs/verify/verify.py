#!/usr/bin/env python3
"""Verifies a Recount evidence bundle: python3 verify.py BUNDLE [VKEY] [OPTION VALUE]... Needs only Python 3.8 or newer.
Options: --earlier FILE, a checkpoint kept from before; --witness VKEY, any number of them; --quorum N, if not all must have cosigned.
VKEY may be a file. Exit code 0: everything that was checked holds. 1: something differs, and is named. 2: no bundle, key or option."""
import base64, hashlib, itertools, json, os, struct, sys, zipfile

# Ed25519 verification, RFC 8032 section 5.1.7, on extended coordinates.
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
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

BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))

def ed25519(key, text, signature):
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    k = int.from_bytes(hashlib.sha512(r + key + text).digest(), "little") % L
    a, b = times(s, BASE), add(point(r), times(k, point(key)))
    return len(signature) == 64 and s < L and all((a[i] * b[2] - b[i] * a[2]) % P == 0 for i in (0, 1))

def vkey(text, kind=1):
    name, ident, key = text.strip().split("+", 2)
    raw = base64.b64decode(key, validate=True)
    if len(raw) != 33 or raw[0] != kind or hashlib.sha256(name.encode() + b"\n" + raw).hexdigest()[:8] != ident:
        raise ValueError("not an Ed25519 key of its kind whose id fits")
    return name, ident, raw

def signatures(note, key):
    lines = [line.split(" ") for line in note[note.rindex("\n\n") + 2 :].splitlines() if line.startswith("\u2014 ")]
    return [s[4:] for s in (base64.b64decode(line[2]) for line in lines if line[1] == key[0]) if s[:4].hex() == key[1]]

def opened(note, key):
    """The text of a signed note, or an error when the key did not sign it. A cosigner (kind 4) signs the time too."""
    text, own = note[: note.rindex("\n\n") + 1], signatures(note, key)
    time = lambda s: "cosignature/v1\ntime %d\n" % int.from_bytes(s[:8], "big") if key[2][0] == 4 else ""
    if not own or not all(ed25519(key[2][1:], (time(s) + text).encode(), s[8:] if time(s) else s) for s in own):
        raise ValueError("not signed by " + key[0] + ", or changed")
    return text

def leaf_hash(line):
    record = json.loads(line)
    said = {"id": record.get("id"), "time": record.get("recorded_at", record.get("occurred_at")), "v": 1}
    entry = {"sha256": hashlib.sha256(line).hexdigest(), **{name: value for name, value in said.items() if value is not None}}
    return hashlib.sha256(b"\0" + json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()).digest()

def root(leaves, records, hashes, size):
    """The root of the tree: computed where the bundle has leaves, taken from the proof where it has none."""
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
    """Whether the zip is its files, one behind the other, and their directory: nothing before, between or behind them, no comment."""
    raw, at, end, big = bundle.fp, 0, 22, 2**32 - 1
    for i in bundle.infolist():
        name, extra = i.orig_filename.encode(), 20 * (i.file_size >= big)
        said = struct.pack("<3L2H", i.CRC, *2 * [min(i.file_size, big)], len(name), extra) + name
        if raw.seek(i.header_offset) != at or raw.read(30 + len(name))[14:] != said:
            return False
        at, end = at + 30 + len(name) + extra + i.compress_size, end + 46 + len(name) + len(i.extra) * (max(at, i.file_size) >= big)
    return at == bundle.start_dir and raw.seek(0, 2) == at + end + 76 * (max(at, 65538 * len(bundle.namelist())) >= big)

def verify(bundle, trusted, earlier="", witnesses=(), quorum=0):
    found, say = [], {}
    def check(what, step):
        try:
            found.extend([] if step() else [what + " differs"])
        except Exception as e:  # a check that cannot be made has failed
            found.append("%s: %s" % (what, "something was dropped" if isinstance(e, StopIteration) else e))
    read, lines = bundle.read, lambda name: (line.rstrip(b"\n") for line in bundle.open(name))
    names, manifest = bundle.namelist(), json.loads(read("manifest.json"))
    odd = set(names) ^ {*manifest["files"], "manifest.json", "manifest.sig"} | {name for name in names if names.count(name) > 1}
    found += ["%s is in the bundle and not in its manifest, or the other way round, or twice" % name for name in sorted(odd)]
    check("the zip file: it is more than its files, or something in it", lambda: alone(bundle))
    for name, said in manifest["files"].items():
        check(name, lambda: hashlib.sha256(read(name)).hexdigest() == said["sha256"])
    own = read("key.vkey").decode() if "key.vkey" in names else ""
    check("key.vkey", lambda: own.strip() == (trusted or own).strip())
    key, signed = vkey(trusted or own), "recount evidence bundle v1\n%s\n" % hashlib.sha256(read("manifest.json")).hexdigest()
    check("manifest.sig", lambda: opened(read("manifest.sig").decode(), key) == signed)
    check("checkpoint", lambda: say.update(zip(("origin", "size", "root"), opened(read("checkpoint").decode(), key).split("\n"))) or
          say["origin"] == manifest["origin"] == key[0] and int(say["size"]) == manifest["tree_size"])
    there = lambda note: [opened(note, w) for w in set(witnesses) if signatures(note, w)]
    check("checkpoint: the number of witnesses", lambda: len(there(read("checkpoint").decode())) >= quorum)
    check("records.ndjson with proofs/", lambda: root(map(int, lines("proofs/leaves")), lines("records.ndjson"),
          map(base64.b64decode, lines("proofs/hashes")), int(say["size"])) == base64.b64decode(say["root"]))
    check("the number of events", lambda: sum(1 for _ in lines("records.ndjson")) == manifest["counts"]["events"])
    if earlier:
        before = dict(zip(("origin", "size", "root"), opened(earlier, key).split("\n")))
        n, now = int(before["size"]), int(say.get("size", 0))
        found += ["the log was rolled back: it had %d leaves and now has %d" % (n, now)] * (n > now)
        check("the earlier checkpoint", lambda: n > now or (before["root"] == say["root"] if n == now else
              list(itertools.islice(map(int, lines("proofs/leaves")), n)) != list(range(n)) or base64.b64decode(before["root"]) ==
              root(iter(range(n)), itertools.islice(lines("records.ndjson"), n), iter(()), n)))
    made = lambda b, leaf: b[:-1] + b',"evidence":{"leaf_hash":"%s","leaf_index":%s}}' % (leaf_hash(b).hex().encode(), leaf)
    same = lambda a, b: a == b or json.dumps(json.loads(a)) == json.dumps(json.loads(b))  # a has escapes for what is not to be seen
    check("events.ndjson", lambda: manifest["format"] != "json" or all(same(a, made(b, leaf)) for a, b, leaf in itertools.zip_longest(
          lines("events.ndjson"), lines("records.ndjson"), lines("proofs/leaves"), fillvalue=b"{}")))
    return found

if __name__ == "__main__":
    given, options = sys.argv[1:], {"--earlier": [], "--witness": [], "--quorum": []}
    text = lambda word: open(word, encoding="utf-8").read() if os.path.isfile(word) or "+" not in word else word
    try:
        for at in reversed([at for at, word in enumerate(given) if word in options]):
            options[given[at]].append(given[at + 1])
            del given[at:at + 2]
        key, earlier = "".join(map(text, given[1:])), "".join(map(text, options["--earlier"]))
        witnesses, known = [vkey(text(key), 4) for key in options["--witness"]], not key or vkey(key)
        quorum, bundle = max(map(int, options["--quorum"]), default=len(witnesses)), zipfile.ZipFile(given[0])
        bundle.getinfo("manifest.json")
    except Exception as e:
        sys.exit(print("a bundle, a key or an option is missing, or is not one: %s\n%s" % (e, __doc__.split("\n")[0])) or 2)
    try:
        differs = verify(bundle, key, earlier, witnesses, quorum)
    except Exception as e:
        differs = ["manifest.json or the earlier checkpoint cannot be read: %s" % e]
    print("\n".join("DIFFERS  " + text for text in differs) or "everything that was checked holds")
    print("\n".join("UNKNOWN  whether " + text for text in (
        "the key in the bundle is the log's: give the VKEY that you trust" * (not key),
        "events.* says what records.ndjson says: only recount verify compares it" * ("events.ndjson" not in bundle.namelist()),
        "alerts, rules and reports are right: that rests on the word of who signed the manifest") if text))
    sys.exit(1 if differs else 0)
