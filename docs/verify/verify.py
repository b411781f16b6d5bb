#!/usr/bin/env python3
"""Verifies a Recount evidence bundle: python3 verify.py BUNDLE [VKEY] [--earlier CHECKPOINT]. Needs only Python 3.8 or newer.
Exit code 0: everything holds. 1: something differs, and is named. 2: the file is not a bundle. --earlier: a checkpoint kept from before.
"""
import base64, hashlib, json, sys, zipfile
from itertools import islice

# Ed25519 verification, RFC 8032 section 5.1.7, on extended coordinates.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P

def add(a, b):
    s, t = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    u, v = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = t - s, v - u, v + u, t + s
    return e * f % P, g * h % P, f * g % P, e * h % P

def times(n, point):
    result = 0, 1, 1, 0
    while n:
        result = add(result, point) if n & 1 else result
        point, n = add(point, point), n >> 1
    return result

def point(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    xx = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(xx, (P + 3) // 8, P)
    if (x * x - xx) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - xx) % P or (x == 0 and sign):
        raise ValueError("not a point of the curve")
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P

BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))

def ed25519(key, text, signature):
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    k = int.from_bytes(hashlib.sha512(r + key + text).digest(), "little") % L
    a, b = times(s, BASE), add(point(r), times(k, point(key)))
    return len(signature) == 64 and s < L and (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0

def vkey(text):
    name, ident, key = text.strip().split("+", 2)
    raw = base64.b64decode(key, validate=True)
    if len(raw) != 33 or raw[0] != 1 or hashlib.sha256(name.encode() + b"\n" + raw).hexdigest()[:8] != ident:
        raise ValueError("not an Ed25519 key whose id fits")
    return name, ident, raw[1:]

def opened(note, key):
    """The text of a signed note, or an error when the key did not sign it."""
    text, lines = note[: note.rindex("\n\n") + 1], note[note.rindex("\n\n") + 2 :].splitlines()
    own = [base64.b64decode(line.split(" ")[2]) for line in lines if line.startswith("\u2014 " + key[0] + " ")]
    own = [signature[4:] for signature in own if signature[:4].hex() == key[1]]
    if not own or not all(ed25519(key[2], text.encode(), signature) for signature in own):
        raise ValueError("not signed by " + key[0] + ", or changed")
    return text

def leaf_hash(line):
    record = json.loads(line)
    entry = {"id": record.get("id"), "sha256": hashlib.sha256(line).hexdigest(), "v": 1,
             "time": record.get("recorded_at", record.get("occurred_at"))}
    entry = {name: value for name, value in entry.items() if value is not None}
    return hashlib.sha256(b"\0" + json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()).digest()

def root(leaves, records, hashes, size):
    """The root of the tree: computed where the bundle has leaves, taken from the proof where it has none."""
    ahead = [next(leaves, None)]

    def walk(low, high):
        if ahead[0] is None or ahead[0] >= high:
            return next(hashes)
        if high - low == 1:
            before, ahead[0] = ahead[0], next(leaves, None)
            if ahead[0] is not None and ahead[0] <= before:
                raise ValueError("leaves are not in order")
            return leaf_hash(next(records))
        middle = low + (1 << (high - low - 1).bit_length() - 1)
        left = walk(low, middle)
        return hashlib.sha256(b"\1" + left + walk(middle, high)).digest()

    result = walk(0, size) if size else hashlib.sha256(b"").digest()
    if ahead[0] is not None or next(hashes, None) is not None or next(records, None) is not None:
        raise ValueError("there is more in the bundle than the tree has room for")
    return result

def verify(bundle, trusted, earlier=""):
    found = []
    def check(what, step):
        try:
            if not step():
                found.append(what + " differs")
        except StopIteration:
            found.append(what + ": something was dropped")
        except Exception as e:  # a check that cannot be made has failed
            found.append("%s: %s" % (what, e))

    read = bundle.read
    lines = lambda name: (line.rstrip(b"\n") for line in bundle.open(name))
    names, manifest = bundle.namelist(), json.loads(read("manifest.json"))
    files, say = manifest["files"], {}
    odd = set(names) ^ {*files, "manifest.json", "manifest.sig"} | {name for name in names if names.count(name) > 1}
    found += ["%s is in the bundle and not in its manifest, or the other way round, or twice" % name for name in sorted(odd)]
    for name, said in files.items():
        check(name, lambda: hashlib.sha256(read(name)).hexdigest() == said["sha256"])
    own = read("key.vkey").decode() if "key.vkey" in names else ""
    if trusted:
        check("key.vkey", lambda: own.strip() == trusted.strip())
    key, signed = vkey(trusted or own), "recount evidence bundle v1\n%s\n" % hashlib.sha256(read("manifest.json")).hexdigest()
    check("manifest.sig", lambda: opened(read("manifest.sig").decode(), key) == signed)
    check("checkpoint", lambda: say.update(zip(("origin", "size", "root"), opened(read("checkpoint").decode(), key).split("\n"))) or
          say["origin"] == manifest["origin"] == key[0] and int(say["size"]) == manifest["tree_size"])
    check("records.ndjson with proofs/", lambda: root(map(int, lines("proofs/leaves")), lines("records.ndjson"),
          map(base64.b64decode, lines("proofs/hashes")), int(say["size"])) == base64.b64decode(say["root"]))
    check("the number of events", lambda: sum(1 for _ in lines("records.ndjson")) == manifest["counts"]["events"])
    if earlier:
        before = dict(zip(("origin", "size", "root"), opened(earlier, key).split("\n")))
        n, now = int(before["size"]), int(say.get("size", 0))
        if n > now:
            found.append("the log was rolled back: it had %d leaves and now has %d" % (n, now))
        elif n == now or list(islice(map(int, lines("proofs/leaves")), n)) != list(range(n)):
            check("the earlier checkpoint", lambda: n < now or before["root"] == say["root"])  # else only the server can tell
        else:
            first = islice(lines("records.ndjson"), n)
            check("the earlier checkpoint", lambda: root(iter(range(n)), first, iter(()), n) == base64.b64decode(before["root"]))
    if manifest["format"] == "json":
        bare = lambda line: {k: v for k, v in json.loads(line).items() if k != "evidence"}
        check("events.ndjson", lambda: all(bare(a) == json.loads(b) for a, b in zip(lines("events.ndjson"), lines("records.ndjson"))))
    return found

if __name__ == "__main__":
    try:
        given = sys.argv[1:]
        mark = given.index("--earlier") if "--earlier" in given else len(given)
        earlier = open(given[mark + 1], encoding="utf-8").read() if mark < len(given) else ""
        given[mark:mark + 2] = []
        opened_zip = zipfile.ZipFile(given[0])
        opened_zip.getinfo("manifest.json")
    except (zipfile.BadZipFile, KeyError, IndexError, OSError) as e:
        sys.exit(print("not a bundle:", e) or 2)
    try:
        differs = verify(opened_zip, given[1] if len(given) > 1 else "", earlier)
    except Exception as e:
        differs = ["manifest.json, key.vkey or the earlier checkpoint cannot be read: %s" % e]
    print("\n".join("DIFFERS  " + text for text in differs) or "everything holds")
    sys.exit(1 if differs else 0)
